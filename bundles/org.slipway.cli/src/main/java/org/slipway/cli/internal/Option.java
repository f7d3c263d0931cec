package org.slipway.cli.internal;

import java.util.List;
import java.util.Optional;

/** An option, as the reference has it. */
enum Option {
    BATCH("", "--batch", List.of(), "ask nothing, and show no progress"),
    CONSOLE("-c", "--console", List.of(), "stay on the terminal"),
    DRY_RUN("", "--dry-run", List.of(), "only say what would be done"),
    GUI("-g", "--gui", List.of(), "show a page in the browser, and ask there"),
    HELP("-h", "--help", List.of(), "print this"),
    QUIET("", "--quiet", List.of(), "say nothing but results, questions and what is wrong"),
    STATUSES("", "--statuses", List.of(), "let the exit status say why something has failed"),
    VERBOSE("-v", "--verbose", List.of(), "say what goes on"),
    WITH_STORE("", "--with-store", List.of("DIR"), "look for implementations in DIR too"),
    OFFLINE("-o", "--offline", List.of(), "leave the network alone"),
    FULL("", "--full", List.of(), "print every change, not only those of versions"),
    ROOT_URI("-r", "--root-uri", List.of(), "print only the URI of the root"),
    SHOW("", "--show", List.of(), "print the selections and where they are"),
    JSON("", "--json", List.of(), "print it as JSON"),
    XML("", "--xml", List.of(), "print the selections document"),
    LOCKED("", "--locked", List.of(), "only of a lock, and just what it says"),
    MAIN("-m", "--main", List.of("PATH"), "start this file instead of the command's"),
    WRAPPER("-w", "--wrapper", List.of("COMMAND"), "start it under COMMAND, such as a debugger"),
    BEFORE("", "--before", List.of("VERSION"), "only older versions than this"),
    COMMAND("", "--command", List.of("COMMAND"), "select for this command instead of 'run'"),
    CPU("", "--cpu", List.of("CPU"), "select for this processor"),
    LANGUAGE(
            "",
            "--language",
            List.of("LANG"),
            "prefer this language, such as de or en_GB; more than one in their order"),
    MESSAGE("", "--message", List.of("STRING"), "shown above every question"),
    NOT_BEFORE("", "--not-before", List.of("VERSION"), "only this version and newer ones"),
    NO_IMPLEMENTATIONS("", "--no-implementations", List.of(), "only the feeds and their keys"),
    OS("", "--os", List.of("OS"), "select for this system"),
    REFRESH("-r", "--refresh", List.of(), "ask for news of every feed first"),
    SKIP_VERIFY("", "--skip-verify", List.of(), "register it without a look at what it gives"),
    SOURCE("-s", "--source", List.of(), "select the source code"),
    TRUST("", "--trust", List.of("FINGERPRINT"), "trust this key if asked about it"),
    VERSION("", "--version", List.of("RANGE"), "only versions of this range, such as 3 or 2.1..!3"),
    VERSION_FOR("", "--version-for", List.of("URI", "RANGE"), "the same for another interface"),
    MAY_COMPILE("", "--may-compile", List.of(), "consider what can be compiled here, too"),
    PIN("", "--pin", List.of(), "keep to what is selected from now on"),
    UNPIN("", "--unpin", List.of(), "keep to nothing any more"),
    ALGORITHM("", "--algorithm", List.of("ALG"), "sha256new, sha256, sha1new or sha1"),
    MANIFEST("-m", "--manifest", List.of(), "print the manifest"),
    DIGEST("-d", "--digest", List.of(), "print the digest"),
    NOW("", "--now", List.of(), "remove them, instead of only saying which"),
    DAYS("", "--days", List.of("N"), "keep what was used in the last N days, 90 unless given"),
    LOCK("", "--lock", List.of("FILE"), "keep what this lock needs; may be given more than once"),
    KIND("", "--kind", List.of("KIND"), "what it is to be, archive-format unless given"),
    IDLE("", "--idle", List.of("SECONDS"), "end when nobody has asked anything for so long; else 900"),
    STATUS("", "--status", List.of(), "tell of the one that runs"),
    STOP("", "--stop", List.of(), "end the one that runs"),
    IMPLEMENTATIONS("", "--implementations", List.of(), "fetch and verify every implementation, too"),
    KEY("", "--key", List.of("ID"), "sign with this key of gpg's; more than one for several signatures"),
    RELEASED("", "--released", List.of("DAY"), "when it was released, such as 2026-01-31 or today"),
    STABILITY("", "--stability", List.of("RATING"), "stable, testing, developer, buggy or insecure"),
    ARCH("", "--arch", List.of("OS-CPU"), "what it runs on, such as Linux-x86_64; *-* is everything"),
    EXTRACT("", "--extract", List.of("DIR"), "only this directory at the top of the archive"),
    ABOUT("-V", "-V", List.of(), "print which version this is");

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

    /** @param command the one that was typed, as two letters mean something else for some */
    static Optional<Option> ofLetter(String letter, String command) {
        boolean starts = command.equals("run") || command.equals("feed");
        if (letter.equals("-m")) return Optional.of(starts ? MAIN : MANIFEST);
        if (letter.equals("-r")) return Optional.of(command.equals("show") ? ROOT_URI : REFRESH);
        for (Option option : values()) if (option.letter.equals(letter)) return Optional.of(option);
        return Optional.empty();
    }

    /** One line of help, or two where the option is long. */
    String help(int column) {
        return help(column, help);
    }

    /** @param words what it means for a command for which it means something else */
    String help(int column, String words) {
        String all = "  " + (letter.isEmpty() ? "" : letter + shortValues() + ", ") + text + longValues();
        if (all.length() + 2 > column) return all + "\n" + " ".repeat(column) + words;
        return all + " ".repeat(column - all.length()) + words;
    }

    /** @param words what it means for a command for which it means something else; else null */
    JsonObject json(String words) {
        return new JsonObject()
                .with("option", text)
                .with("letter", letter.isEmpty() ? null : letter)
                .with("values", parameters)
                .with("help", words == null ? help : words);
    }

    private String shortValues() {
        return parameters.isEmpty() ? "" : " " + String.join(" ", parameters);
    }

    private String longValues() {
        return parameters.isEmpty() ? "" : "=" + String.join(" ", parameters);
    }
}
