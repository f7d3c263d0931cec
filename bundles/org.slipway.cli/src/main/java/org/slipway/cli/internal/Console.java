package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.window.Window;

/** Where words go: results to standard output, everything else to standard error. */
@Component(service = Console.class)
public final class Console {
    private static final String UNWRAPPED = "\u001b[?7l";
    private static final String WRAPPED = "\u001b[?7h";
    private static final String UP = "\u001b[A";
    private static final String TO_END_OF_LINE = "\u001b[K";
    private static final String TO_END = "\u001b[J";

    private final PrintStream out;
    private final PrintStream err;
    private final Screen screen;
    /** Whether it is a command that brings what is brought; an application's own downloads are not ours to tell. */
    private volatile boolean asked = true;

    private volatile boolean hushed;
    private volatile boolean quiet;
    private long verbosity;
    private Optional<String> message = Optional.empty();
    private UnaryOperator<String> naming = UnaryOperator.identity();
    private volatile Optional<Window> window = Optional.empty();
    private List<String> shown = List.of();
    private int questions;

    @Activate
    public Console(@Reference Caller caller) {
        this(
                new PrintStream(new BufferedOutputStream(caller.out()), false, UTF_8),
                new PrintStream(caller.err(), true, UTF_8),
                Screen.of(caller.environment()));
        asked = false;
    }

    Console(PrintStream out, PrintStream err, boolean terminal) {
        this(out, err, terminal ? Screen.SIMPLE : Screen.NONE);
    }

    Console(PrintStream out, PrintStream err, Screen screen) {
        this.out = out;
        this.err = err;
        this.screen = screen;
    }

    /** One whose results go elsewhere; what is said beside them goes where it does here. */
    Console answeringTo(OutputStream results) {
        return new Console(new PrintStream(results, false, UTF_8), err, false);
    }

    /** @param verbosity how often {@code -v} was given */
    void configure(long verbosity, Optional<String> message) {
        this.verbosity = verbosity;
        this.message = message;
        this.asked = true;
    }

    /** What an application wants to be told, unless its caller has said something else. */
    void configure(Optional<String> appMessage) {
        message = message.or(() -> appMessage);
    }

    /** Shows no progress from now on. */
    void hush() {
        hushed = true;
    }

    /** Says nothing but results and what is wrong from now on. */
    void quieten() {
        hush();
        quiet = true;
    }

    /** How lines are changed before they are shown. */
    void naming(UnaryOperator<String> change) {
        naming = change;
    }

    /** Where the user looks on, from now on. */
    void beside(Window opened) {
        window = Optional.of(opened);
    }

    Optional<Window> window() {
        return window;
    }

    boolean isVerbose() {
        return verbosity > 0;
    }

    /** Whether somebody watches standard error. */
    boolean isTerminal() {
        return asked && screen.watched() && !hushed;
    }

    /** Whether somebody may read lines of what goes on afterwards. */
    boolean wantsLines() {
        return asked && !screen.watched() && !hushed;
    }

    Screen screen() {
        return screen;
    }

    /** What whoever calls us wants the user to be told with a question. */
    Optional<String> message() {
        return message;
    }

    /** A line of the result. */
    void print(String line) {
        clear();
        out.println(SafeText.lines(naming.apply(line)));
    }

    /** Bytes of the result, as they are. */
    void write(byte[] bytes) {
        out.writeBytes(bytes);
    }

    /** A line, or some, beside the result. */
    synchronized void say(String lines) {
        clear();
        err.println(SafeText.lines(naming.apply(lines)));
    }

    /** What need not be known, so that it is not said where quiet is wanted. */
    void note(String lines) {
        if (!quiet) say(lines);
    }

    void warn(String lines) {
        note("warning: " + lines);
    }

    /** Shows what goes on, in place of what was shown before; only where somebody watches. */
    void show(String what) {
        show(what, "");
    }

    /** Also how far it has come, which is there to be seen however long the rest is. */
    void show(String what, String howFar) {
        String safe = SafeText.of(what);
        int room = screen.columns() - 1 - howFar.length();
        show(List.of((safe.length() > room ? safe.substring(0, room - 3) + "..." : safe) + howFar));
    }

    /** @param lines safe; the last one stands for all where there is room for one only */
    synchronized void show(List<String> lines) {
        if (!isTerminal() || questions > 0 || lines.equals(shown)) return;
        err.print(screen.moves() ? block(lines) : line(lines.get(lines.size() - 1)));
        err.flush();
        shown = lines;
    }

    /** A line that is longer than the terminal is wide would become two. */
    private String block(List<String> lines) {
        return UNWRAPPED + back() + String.join(TO_END_OF_LINE + "\n", lines) + TO_END + WRAPPED;
    }

    private String back() {
        return "\r" + UP.repeat(Math.max(0, shown.size() - 1));
    }

    private String line(String line) {
        return "\r" + line + " ".repeat(Math.max(0, shownLength() - line.length()));
    }

    private int shownLength() {
        return shown.isEmpty() ? 0 : shown.get(shown.size() - 1).length();
    }

    /** Takes back what {@link #show} has shown. */
    synchronized void clear() {
        if (shown.isEmpty()) return;
        err.print(screen.moves() ? back() + TO_END : "\r" + " ".repeat(shownLength()) + "\r");
        err.flush();
        shown = List.of();
    }

    /** Shows nothing while a person is to type. */
    synchronized void beginQuestion() {
        clear();
        questions++;
    }

    synchronized void endQuestion() {
        questions--;
    }

    void trace(Throwable failure) {
        failure.printStackTrace(err);
    }

    /** Whether all output has arrived where it goes. */
    boolean finish() {
        hush();
        clear();
        err.flush();
        return !out.checkError();
    }
}
