package org.slipway.itests.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes manifest headers apart. */
final class Clauses {
    private static final Pattern CLAUSE = Pattern.compile("([^;,\"]+)((?:;[^;,\"]+(?:\"[^\"]*\")?)*)");
    private static final Pattern VERSION = Pattern.compile(";version=\"?([^\";]*)\"?");

    /** @param version empty if there is none */
    record Clause(String name, String version) {}

    private Clauses() {}

    /** @param header may be null, as a missing one is */
    static List<Clause> of(String header) {
        List<Clause> clauses = new ArrayList<>();
        Matcher clause = CLAUSE.matcher(header == null ? "" : header);
        while (clause.find()) {
            Matcher version = VERSION.matcher(clause.group(2));
            clauses.add(new Clause(clause.group(1).strip(), version.find() ? version.group(1) : ""));
        }
        return clauses;
    }

    /** Whether a package is another or below it. */
    static boolean within(String name, String parent) {
        return name.equals(parent) || name.startsWith(parent + ".");
    }
}
