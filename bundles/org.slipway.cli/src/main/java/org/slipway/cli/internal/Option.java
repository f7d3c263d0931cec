package org.slipway.cli.internal;

import java.util.List;
import java.util.Optional;

/** An option, as the reference has it. */
enum Option {
    CONSOLE("-c", "--console", List.of(), "never use GUI"),
    HELP("-h", "--help", List.of(), "show this help message and exit"),
    VERBOSE("-v", "--verbose", List.of(), "more verbose output"),
    WITH_STORE("", "--with-store", List.of("DIR"), "add an implementation cache"),
    OFFLINE("-o", "--offline", List.of(), "try to avoid using the network"),
    SHOW("", "--show", List.of(), "show where components are installed"),
    JSON("", "--json", List.of(), "print it as JSON"),
    XML("", "--xml", List.of(), "print selections as XML"),
    MAIN("-m", "--main", List.of("PATH"), "name of the file to execute"),
    WRAPPER("-w", "--wrapper", List.of("COMMAND"), "execute program using a debugger, etc"),
    BEFORE("", "--before", List.of("VERSION"), "choose a version before this"),
    COMMAND("", "--command", List.of("COMMAND"), "command to select"),
    CPU("", "--cpu", List.of("CPU"), "target CPU type"),
    MESSAGE("", "--message", List.of("STRING"), "message to display when interacting with user"),
    NOT_BEFORE("", "--not-before", List.of("VERSION"), "minimum version to choose"),
    OS("", "--os", List.of("OS"), "target operation system type"),
    REFRESH("-r", "--refresh", List.of(), "refresh all used interfaces"),
    SOURCE("-s", "--source", List.of(), "select source code"),
    VERSION("-V", "--version", List.of("RANGE"), "specify version constraint (e.g. '3' or '3..')"),
    VERSION_FOR("", "--version-for", List.of("URI", "RANGE"), "set version constraints for a specific interface"),
    MAY_COMPILE("", "--may-compile", List.of(), "consider potential binaries too"),
    ALGORITHM("", "--algorithm", List.of("ALG"), "the hash function to use"),
    MANIFEST("-m", "--manifest", List.of(), "print the manifest"),
    DIGEST("-d", "--digest", List.of(), "print the digest");

    private final String letter;
    private final String text;
    private final List<String> parameters;
    private final String help;

    Option(String letter, String text, List<String> parameters, String help) {
        this.letter = letter;
        this.text = text;
        this.parameters = parameters;
        this.help = help;
    }

    /** With its two dashes. */
    String text() {
        return text;
    }

    int count() {
        return parameters.size();
    }

    static Optional<Option> ofText(String text) {
        for (Option option : values()) if (option.text.equals(text)) return Optional.of(option);
        return Optional.empty();
    }

    /** @param running whether the command is {@code run}, for which {@code -m} means another option */
    static Optional<Option> ofLetter(String letter, boolean running) {
        if (letter.equals("-m")) return Optional.of(running ? MAIN : MANIFEST);
        for (Option option : values()) if (option.letter.equals(letter)) return Optional.of(option);
        return Optional.empty();
    }

    /** One line of help, or two where the option is long. */
    String help(int column) {
        String all = "  " + (letter.isEmpty() ? "" : letter + shortValues() + ", ") + text + longValues();
        if (all.length() + 2 > column) return all + "\n" + " ".repeat(column) + help;
        return all + " ".repeat(column - all.length()) + help;
    }

    private String shortValues() {
        return parameters.isEmpty() ? "" : " " + String.join(" ", parameters);
    }

    private String longValues() {
        return parameters.isEmpty() ? "" : "=" + String.join(" ", parameters);
    }
}
