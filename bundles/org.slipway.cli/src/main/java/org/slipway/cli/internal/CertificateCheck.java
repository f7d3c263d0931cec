package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The authorities by which servers are believed. Off the loop. */
final class CertificateCheck {
    private static final String CHECK = "certificates";
    private static final Pattern BEGINNING = Pattern.compile("-----BEGIN (?:TRUSTED )?CERTIFICATE-----");

    private CertificateCheck() {}

    /** @param configured by the settings */
    static List<Diagnosis> of(Map<String, String> environment, Optional<Path> configured) {
        List<Diagnosis> findings = new ArrayList<>();
        String named = environment.getOrDefault("SSL_CERT_FILE", "");
        if (!named.isBlank()) findings.add(file("SSL_CERT_FILE", named, "Put the variable right, or unset it"));
        configured.ifPresent(file -> findings.add(
                file("the setting 'certificates'", file.toString(), "Use 'slipway config certificates FILE'")));
        if (findings.isEmpty())
            findings.add(Diagnosis.ok(CHECK, "those of Java and of the system; no others are named"));
        return findings;
    }

    private static Diagnosis file(String who, String file, String advice) {
        String names = who + " names " + file;
        try {
            long count = BEGINNING
                    .matcher(new String(Files.readAllBytes(Path.of(file)), ISO_8859_1))
                    .results()
                    .count();
            if (count > 0) return Diagnosis.ok(CHECK, names + ", with " + count + " of them");
            return Diagnosis.fail(CHECK, names + ", which has none: it must be a PEM file", advice);
        } catch (IOException unreadable) {
            return Diagnosis.fail(CHECK, names + ", which cannot be read: " + FileSentences.of(unreadable), advice);
        } catch (InvalidPathException noPath) {
            return Diagnosis.fail(CHECK, names + ", which cannot be the name of a file", advice);
        }
    }
}
