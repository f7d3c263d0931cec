package org.slipway.trust.internal;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.settings.Places;
import org.slipway.api.trust.TrustPolicy.Opinion;

/**
 * The rules of {@code injector/trust-policy}: those of the user, and those of the system, which the user cannot loosen. A file
 * that cannot be understood forbids everything.
 */
@Component(service = PolicyFile.class)
public final class PolicyFile {
    private static final String FILE = "injector/trust-policy";

    private final Places places;

    @Activate
    public PolicyFile(@Reference Places places) {
        this.places = places;
    }

    interface Rules {
        Opinion of(PolicyLines lines);
    }

    /** What a policy says to the lines of each file, together. */
    Opinion judge(String word, Rules rules) {
        List<Opinion> opinions = new ArrayList<>();
        for (Path config : places.configs()) opinions.add(judge(config.resolve(FILE), word, rules));
        return new Opinion.All(opinions);
    }

    /** Whether any of the files has such a line. */
    boolean has(String word) {
        return places.configs().stream().anyMatch(config -> has(config.resolve(FILE), word));
    }

    private static boolean has(Path file, String word) {
        try {
            return Files.exists(file) && !PolicyLines.of(lines(file), word).isEmpty();
        } catch (IOException | IllegalArgumentException unclear) {
            // Whatever is judged by it is refused.
            return false;
        }
    }

    private static Opinion judge(Path file, String word, Rules rules) {
        if (!Files.exists(file)) return new Opinion.None();
        try {
            PolicyLines lines = PolicyLines.of(lines(file), word);
            return lines.isEmpty() ? new Opinion.None() : rules.of(lines);
        } catch (IOException | IllegalArgumentException unclear) {
            return new Opinion.Refuse("the policy file '" + file + "' cannot be understood: " + unclear.getMessage());
        }
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (CharacterCodingException binary) {
            throw new IOException("it is no text in UTF-8: write it anew", binary);
        }
    }
}
