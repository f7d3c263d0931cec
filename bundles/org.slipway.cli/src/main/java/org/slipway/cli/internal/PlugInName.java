package org.slipway.cli.internal;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a new plug-in is called.
 *
 * @param group whose it is, as {@code org.example}
 * @param artifact which of theirs, as {@code my-format}
 */
record PlugInName(String group, String artifact) {
    private static final Pattern NAME =
            Pattern.compile("(?:((?:[a-z][a-z0-9]*\\.)*[a-z][a-z0-9]*)\\.)?([a-z][a-z0-9]*(?:-[a-z0-9]+)*)");

    /** Of others. */
    private static final Pattern TAKEN = Pattern.compile("(java|javax|org\\.slipway)(\\..*)?");

    /** What Java does not take as a part of a package's name. */
    private static final Set<String> KEYWORDS = Set.of(
            ("abstract assert boolean break byte case catch char class const continue default do double else enum extends"
                            + " false final finally float for goto if implements import instanceof int interface long"
                            + " native new null package private protected public return short static strictfp super"
                            + " switch synchronized this throw throws transient true try void volatile while")
                    .split(" "));

    static PlugInName of(String typed) throws Complaint {
        Matcher parts = NAME.matcher(typed);
        if (!parts.matches())
            throw new Complaint(
                    "'" + typed + "' cannot be the name of a plug-in: write small letters, digits and '-', such as"
                            + " my-format, with a domain of yours in front if you like, such as org.example.my-format",
                    Status.USAGE);
        PlugInName name = new PlugInName(Optional.ofNullable(parts.group(1)).orElse("org.example"), parts.group(2));
        if (TAKEN.matcher(name.group).matches())
            throw new Complaint("'" + typed + "' would be of " + name.group + ", which is not yours", Status.USAGE);
        for (String part : name.packageName().split("\\."))
            if (KEYWORDS.contains(part))
                throw new Complaint(
                        "'" + typed + "' cannot be the name of a plug-in: '" + part
                                + "' is a word of Java, which takes it for no package",
                        Status.USAGE);
        return name;
    }

    /** What {@code plugin list} shows and {@code plugin remove} takes. */
    String symbolicName() {
        return group + "." + artifact;
    }

    String packageName() {
        return group + "." + artifact.replace("-", "");
    }

    /** @param source of the class, which may mean something else by the name already */
    String className(String source) {
        StringBuilder name = new StringBuilder();
        for (String word : artifact.split("-"))
            name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        boolean taken = Pattern.compile("\\b" + name + "\\b").matcher(source).find();
        return taken ? "My" + name : name.toString();
    }
}
