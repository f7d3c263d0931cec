package org.slipway.launcher.internal;

import java.util.List;
import java.util.Random;

/** Selections with everything in them that a launch depends on. */
final class RandomSelections {
    private static final List<String> NAMES = List.of(
            "ONE", "TWO", "PATH", "XDG_DATA_DIRS", "LANG", "a.b", "item", "IFS", "ONE", "TWO", "HOSTNAME", "SRANDOM");
    private static final List<String> TEXTS = List.of(
            "",
            "x",
            "a b",
            "it's",
            "\"q\"",
            "$HOME",
            "`id`",
            "back\\slash",
            "new\nline",
            "ä€",
            ":a:b::c:",
            "*",
            "~",
            "#",
            "-n");
    private static final List<String> TEMPLATES = List.of(
            "plain",
            "$$",
            "$ONE",
            "${TWO}",
            "a${ONE}b$TWO",
            "$item",
            "it's \"$PATH\"",
            "\\$ONE",
            "$1 $",
            "${XDG_DATA_DIRS}",
            "");
    /** None is in the name of a directory of launchers, which the comparison has to find whole. */
    private static final List<String> SEPARATORS = List.of(":", ",", "::", "p", "l");

    private final Random random;
    private final Bench bench;

    RandomSelections(long seed, Bench bench) {
        this.random = new Random(seed);
        this.bench = bench;
    }

    String text() {
        return of(TEXTS);
    }

    String document() {
        String runner = random.nextInt(3) > 0
                ? ""
                : "<runner interface='http://example.com/" + of(List.of("lib", "lib", "sh")) + ".xml'>"
                        + arguments(true, 1) + bindings("lib") + "</runner>";
        if (runner.contains("sh.xml")) runner = "<runner interface='http://example.com/sh.xml'/>";
        String command =
                "<command name='run' path='tell'>" + arguments(true, 1) + runner + bindings("app") + "</command>";
        String inside = bindings("app") + "<requires interface='http://example.com/lib.xml'>" + bindings("lib")
                + "</requires><requires interface='http://example.com/sh.xml'>" + bindings("sh") + "</requires>"
                + "<restricts interface='http://example.com/none.xml'>" + bindings("none") + "</restricts>";
        return bench.document(command, inside);
    }

    private String bindings(String of) {
        StringBuilder bindings = new StringBuilder();
        for (int i = random.nextInt(3); i > 0; i--)
            bindings.append(random.nextInt(4) == 0 ? executable() : environment());
        return bindings.toString();
    }

    private String executable() {
        return random.nextBoolean()
                ? "<executable-in-path name='" + of(List.of("tool", "to ol", "x-1")) + "'/>"
                : "<executable-in-var name='" + of(List.of("TOOL", "ONE")) + "'/>";
    }

    private String environment() {
        String what = random.nextBoolean()
                ? attribute("insert", of(List.of("", ".", "bin", "a b/c")))
                : attribute("value", text());
        String mode = of(
                List.of("", attribute("mode", "append"), attribute("mode", "replace"), attribute("mode", "prepend")));
        String separator = random.nextInt(3) > 0 ? "" : attribute("separator", of(SEPARATORS));
        String otherwise = random.nextInt(3) > 0 ? "" : attribute("default", text());
        return "<environment" + attribute("name", of(NAMES)) + what + mode + separator + otherwise + "/>";
    }

    private String arguments(boolean outer, int depth) {
        StringBuilder arguments = new StringBuilder();
        for (int i = random.nextInt(3); i > 0; i--) {
            if (random.nextInt(4) > 0)
                arguments.append("<arg>").append(escape(of(TEMPLATES))).append("</arg>");
            else if (depth < 3)
                arguments
                        .append("<for-each")
                        .append(attribute("item-from", of(NAMES)))
                        .append(random.nextBoolean() ? "" : attribute("separator", of(SEPARATORS)))
                        .append(">")
                        .append(arguments(false, depth + 1))
                        .append("</for-each>");
        }
        return arguments.toString();
    }

    /** Without newlines, which the reference takes for blanks. */
    private static String attribute(String name, String value) {
        return " " + name + "=\"" + escape(value.replace("\n", " ")) + "\"";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    private <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
