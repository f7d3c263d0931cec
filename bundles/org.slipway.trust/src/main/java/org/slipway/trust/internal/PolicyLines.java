package org.slipway.trust.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.slipway.api.signature.Fingerprint;
import org.slipway.api.trust.TrustDomain;

/**
 * The lines of a policy file that begin with one word; without it.
 *
 * @param lines the words of each
 */
record PolicyLines(List<List<String>> lines) {
    static final String ALLOW = "allow";
    static final String CATALOGUE = "catalogue";
    static final String COOL_DOWN = "cool-down";
    static final String PIN = "pin";
    static final String PROFILE = "profile";
    static final String REQUIRE = "require";
    static final String STRONG = "strong";

    private static final String SERVER = "server";

    private static final Set<String> WORDS = Set.of(ALLOW, CATALOGUE, COOL_DOWN, PIN, PROFILE, REQUIRE, STRONG);

    /** @throws IllegalArgumentException if the file has a line that says something unknown; any of them may be a prohibition */
    static PolicyLines of(List<String> file, String word) {
        List<List<String>> lines = new ArrayList<>();
        for (String line : file) {
            List<String> words = List.of(line.strip().split("\\s+"));
            String first = words.get(0);
            if (first.isEmpty() || first.startsWith("#")) continue;
            if (!WORDS.contains(first)) throw new IllegalArgumentException("'" + first + "' is none of " + sorted());
            if (first.equals(PROFILE) && !words.equals(List.of(PROFILE, SERVER)))
                throw new IllegalArgumentException("there is no profile but '" + SERVER + "'");
            if (first.equals(word)) lines.add(words.subList(1, words.size()));
        }
        return new PolicyLines(lines);
    }

    private static String sorted() {
        return String.join(", ", WORDS.stream().sorted().toList());
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /** Those whose first word is this domain, or all. */
    PolicyLines about(TrustDomain domain) {
        return new PolicyLines(lines.stream()
                .filter(line -> {
                    TrustDomain about = new TrustDomain(word(line, 0).toLowerCase(Locale.ROOT));
                    return about.equals(domain) || about.equals(TrustDomain.ALL);
                })
                .toList());
    }

    static String word(List<String> line, int index) {
        if (line.size() <= index) throw new IllegalArgumentException("a line is too short");
        return line.get(index);
    }

    static int number(List<String> line, int index) {
        String word = word(line, index);
        if (!word.matches("[0-9]{1,4}")) throw new IllegalArgumentException("'" + word + "' is no number");
        return Integer.parseInt(word);
    }

    /** All words from the given one on. */
    static Set<Fingerprint> keys(List<String> line, int from) {
        Set<Fingerprint> keys = new HashSet<>();
        for (String word : line.subList(from, line.size())) keys.add(new Fingerprint(word.toUpperCase(Locale.ROOT)));
        return keys;
    }
}
