package org.slipway.launcher.internal;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The text of a launch plan: a function in POSIX sh, with {@code -nt}, {@code -ef} and {@code -O}, that looks whether
 * everything is as it was, without starting a process, and then becomes the program. If anything is not, it returns, and
 * nothing has happened. Cut off anywhere, it is no function.
 */
final class PlanText {
    private static final String TWINS = "$_slipway_twins";
    private static final String IS_ENTRY = "[ -d ";
    private static final Pattern ENTRY =
            Pattern.compile("(?m)^" + Pattern.quote(IS_ENTRY) + "('[^']*+(?:'\\\\''[^']*+)*+') \\] \\|\\| return 1$");

    private final StringBuilder text = new StringBuilder("""
            # A launch plan of Slipway. It is made anew when anything changes that it names; an edited one is not believed.
            _slipway_plan() {
            """);
    private int twins;

    PlanText(Path twins) {
        line("_slipway_twins=" + Sh.quote(twins.toString()));
    }

    /** The program that is asked must be this one, and no update in its place: another may have other rules. */
    void asked(Path program) {
        unless("[ \"$0\" -ef " + quote(program) + " ]");
        line("[ -h " + quote(program) + " ] && return 1");
    }

    /** The first argument must be this word. */
    void word(String word) {
        unless("[ \"$1\" = " + Sh.quote(word) + " ]");
    }

    /** The first argument must be a name of this file, and of no application. */
    void file(Path file, Iterable<Path> apps) {
        unless("[ \"$1\" -ef " + quote(file) + " ]");
        line("case $1 in");
        line("*/*) ;;");
        line("*)");
        for (Path app : apps) line("[ -e " + quote(app) + "/\"$1\" ] && return 1");
        line(";;");
        line("esac");
    }

    void variable(String name, Optional<String> value) {
        String expected = value.map(text -> "x" + text).orElse("");
        unless("[ \"${" + name + "+x$" + name + "}\" = " + Sh.quote(expected) + " ]");
    }

    /** The file must have the time that its twin has; gives the name of that. */
    String same(Path file) {
        String twin = Integer.toString(twins++);
        String other = "\"" + TWINS + "/" + twin + "\"";
        line("[ ! -e " + quote(file) + " ] || [ " + quote(file) + " -nt " + other + " ] || [ " + other + " -nt "
                + quote(file) + " ] && return 1");
        return twin;
    }

    /** No file must have taken its place: it must still be the one that this name in the directory of twins leads to. */
    void itself(Path file, String name) {
        unless("[ " + quote(file) + " -ef \"" + TWINS + "/" + name + "\" ]");
    }

    void absent(Path file) {
        line("[ -e " + quote(file) + " ] || [ -h " + quote(file) + " ] && return 1");
    }

    void there(Path file) {
        unless("[ -e " + quote(file) + " ]");
    }

    void executable(Path file) {
        unless("[ -f " + quote(file) + " ] && [ -x " + quote(file) + " ]");
    }

    /** A tree that a store has under its digest. */
    void entry(Path entry) {
        unless(IS_ENTRY + quote(entry) + " ]");
        line("[ -h " + quote(entry) + " ] && return 1");
        unless("[ -f " + quote(entry.resolve(".manifest")) + " ]");
        line("[ -h " + quote(entry.resolve(".manifest")) + " ] && return 1");
    }

    /** What {@link #entry} has written. */
    static Set<Path> entries(String plan) {
        return ENTRY.matcher(plan)
                .results()
                .map(found -> Path.of(Sh.unquote(found.group(1))))
                .collect(Collectors.toSet());
    }

    /**
     * Without a clock: a file that is written now is compared with one whose time is when to look for news.
     *
     * @param command looks for news; nobody waits for it
     */
    void freshness(String command) {
        line("true 2>/dev/null >\"" + TWINS + "/now\" || return 1");
        // A clock that has been put back tells nothing.
        line("[ \"" + TWINS + "/seal\" -nt \"" + TWINS + "/now\" ] && return 1");
        seal();
        line("if [ \"" + TWINS + "/now\" -nt \"" + TWINS + "/expiry\" ]; then");
        // One look at a time: who looks has left its number.
        line("_slipway_asked=");
        line("{ read -r _slipway_asked <\"" + TWINS + "/asked\"; } 2>/dev/null");
        // Twice removed, so that it is no child of the program. POSIX sh has no number above 9: what the caller has
        // open there stays so until the look is over.
        line("kill -0 \"$_slipway_asked\" 2>/dev/null || ( { trap '' HUP; exec " + command
                + "; } </dev/null >/dev/null 2>&1 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&- & echo \"$!\" >\"" + TWINS
                + "/asked\" )");
        line("fi");
    }

    /** Twins that are being deleted could not tell a difference. */
    void seal() {
        unless("[ -e \"" + TWINS + "/seal\" ]");
    }

    /** @param script what the JVM would have had run */
    String end(String script) {
        line("shift");
        text.append(script);
        line("}");
        return text.toString();
    }

    private void unless(String condition) {
        line(condition + " || return 1");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static String quote(Path path) {
        return Sh.quote(path.toString());
    }
}
