package org.slipway.trust.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.slipway.api.trust.TrustDomain;

/** The lines of a policy file that begin with one word. */
record PolicyLines(List<PolicyLine> lines) {
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
        List<PolicyLine> lines = new ArrayList<>();
        for (int i = 0; i < file.size(); i++) {
            List<String> words = List.of(file.get(i).strip().split("\\s+"));
            String first = words.get(0);
            if (first.isEmpty() || first.startsWith("#")) continue;
            if (!WORDS.contains(first)) throw PolicyLine.wrong(i + 1, "'" + first + "' is none of " + sorted());
            if (first.equals(PROFILE) && !words.equals(List.of(PROFILE, SERVER)))
                throw PolicyLine.wrong(i + 1, "there is no profile but '" + SERVER + "'");
            if (first.equals(word)) lines.add(new PolicyLine(i + 1, words.subList(1, words.size())));
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
                .filter(line -> line.domain().equals(domain) || line.domain().equals(TrustDomain.ALL))
                .toList());
    }
}
