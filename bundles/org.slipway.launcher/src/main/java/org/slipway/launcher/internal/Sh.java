package org.slipway.launcher.internal;

import java.util.Set;
import java.util.regex.Pattern;

/** Text in the language of POSIX sh. */
final class Sh {
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** What some shell sets itself, makes read-only or reacts to. */
    private static final Set<String> SHELLS_OWN = Set.of(
            "_",
            "COLUMNS",
            "COMP_WORDBREAKS",
            "DIRSTACK",
            "EPOCHREALTIME",
            "EPOCHSECONDS",
            "EUID",
            "FUNCNAME",
            "GROUPS",
            "HISTCMD",
            "HOSTNAME",
            "HOSTTYPE",
            "IFS",
            "LINENO",
            "LINES",
            "MACHTYPE",
            "OLDPWD",
            "OPTARG",
            "OPTERR",
            "OPTIND",
            "OSTYPE",
            "PIPESTATUS",
            "POSIXLY_CORRECT",
            "PPID",
            "PS1",
            "PS2",
            "PS4",
            "PWD",
            "RANDOM",
            "SECONDS",
            "SHELL",
            "SHELLOPTS",
            "SHLVL",
            "SRANDOM",
            "TERM",
            "UID");

    private Sh() {}

    /** One word that means exactly this text. */
    static String quote(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /** What {@link #quote} was given. */
    static String unquote(String word) {
        return word.substring(1, word.length() - 1).replace("'\\''", "'");
    }

    static boolean isIdentifier(String name) {
        return IDENTIFIER.matcher(name).matches();
    }

    /** Whether the shell has the value that its caller gave the variable. */
    static boolean isReadable(String name) {
        return isIdentifier(name) && !SHELLS_OWN.contains(name) && !name.startsWith("BASH");
    }

    /** Whether assigning the variable in the shell does nothing but that. */
    static boolean isAssignable(String name) {
        return isReadable(name) && !name.equals("LANG") && !name.startsWith("LC_") && !name.startsWith(Variables.OURS);
    }
}
