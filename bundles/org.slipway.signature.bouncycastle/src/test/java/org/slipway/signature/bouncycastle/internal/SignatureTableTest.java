package org.slipway.signature.bouncycastle.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.signature.Signature;
import org.slipway.api.signature.Unsigned;
import org.slipway.signature.bouncycastle.internal.SignatureCase.Oracle;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.TestHost;
import org.slipway.testkit.TestPlaces;

/** Case by case what is found out about a signature; {@code gpg --verify} gets the same packets, and has to agree. */
class SignatureTableTest {
    private static final Instant NOW = Instant.parse("2025-06-01T00:00:00Z");

    @TempDir
    Path temp;

    private final ManualLoop loop = new ManualLoop();

    @Test
    void gpg_agrees_case_by_case() throws Exception {
        loop.set(NOW);
        List<SignatureCase> cases = new ArrayList<>(new WrittenCases().make());
        cases.addAll(new GnuPgCases(temp.resolve("g")).make());
        List<String> wrong = new ArrayList<>();
        GnuPg oracle = new GnuPg(temp.resolve("o"));
        int compared = 0;
        for (SignatureCase one : cases) {
            List<String> found = found(one);
            if (!isAsExpected(found, one)) wrong.add(one + ": expected " + one.expected() + ", found " + found);
            if (one.oracle() == Oracle.RFC) continue;
            compared++;
            long gpg = accepted(oracle, one);
            boolean agrees =
                    gpg == found.stream().filter(f -> f.startsWith("valid")).count();
            if (agrees != (one.oracle() == Oracle.GPG_AGREES))
                wrong.add(one + ": " + found + ", gpg takes " + gpg + " " + one.otherwise());
        }
        oracle.close();
        assertThat(wrong).as(compared + " compared").isEmpty();
        assertThat(compared).isGreaterThanOrEqualTo(150);
    }

    private static boolean isAsExpected(List<String> found, SignatureCase one) {
        if (one.expected().equals("not valid")) return found.stream().noneMatch(f -> f.startsWith("valid"));
        if (one.expected().equals("one valid"))
            return found.stream().filter("valid"::equals).count() == 1;
        return String.join(" ", found).equals(one.expected());
    }

    private List<String> found(SignatureCase one) throws IOException {
        Path own = temp.resolve("own/" + one);
        FileKeyring keyring = new FileKeyring(
                new TestPlaces(own),
                (file, content) -> {
                    Files.createDirectories(file.getParent());
                    Files.write(file, content);
                },
                new TestHost(Map.of("GNUPGHOME", home(own, one).toString())));
        try {
            return new OpenPgpVerifier(keyring, loop)
                    .verify(one.document()).signatures().stream()
                            .map(SignatureTableTest::words)
                            .toList();
        } catch (Unsigned unsigned) {
            return List.of("unsigned");
        }
    }

    /** The keys as a GnuPG ring of old, which both read. */
    private static Path home(Path own, SignatureCase one) throws IOException {
        Files.createDirectories(own);
        Files.write(own.resolve("pubring.gpg"), one.keyFile());
        return own;
    }

    /** How many of the signatures gpg takes as good. */
    private long accepted(GnuPg oracle, SignatureCase one) throws Exception {
        Path ring = temp.resolve("own/" + one + "/pubring.gpg");
        List<String> verdicts = oracle.verdicts(
                one.content(),
                one.packets(),
                "--no-default-keyring",
                "--keyring",
                ring.toString(),
                "--no-auto-check-trustdb",
                "--faked-system-time",
                "20250601T000000!");
        return verdicts.stream().filter("GOODSIG"::equals).count();
    }

    private static String words(Signature signature) {
        return signature.fold(
                valid -> valid.weaknesses().isEmpty() ? "valid" : "valid with " + String.join(", ", valid.weaknesses()),
                bad -> "bad " + bad.flaw(),
                missing -> "missing",
                unsupported -> "unsupported " + unsupported.why());
    }
}
