package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.window.Window;

/** Where words go: results to standard output, everything else to standard error. */
@Component(service = Console.class)
public final class Console {
    private static final int COLUMNS = 79;

    private final PrintStream out;
    private final PrintStream err;
    private volatile boolean terminal;
    private long verbosity;
    private Optional<String> message = Optional.empty();
    private UnaryOperator<String> naming = UnaryOperator.identity();
    private volatile Optional<Window> window = Optional.empty();
    private int shown;

    @Activate
    public Console(@Reference Caller caller) {
        this(
                new PrintStream(new BufferedOutputStream(caller.out()), false, UTF_8),
                new PrintStream(caller.err(), true, UTF_8),
                caller.environment().containsKey("SLIPWAY_TTY"));
    }

    Console(PrintStream out, PrintStream err, boolean terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    /** One whose results go elsewhere; what is said beside them goes where it does here. */
    Console answeringTo(OutputStream results) {
        return new Console(new PrintStream(results, false, UTF_8), err, false);
    }

    /** @param verbosity how often {@code -v} was given */
    void configure(long verbosity, Optional<String> message) {
        this.verbosity = verbosity;
        this.message = message;
    }

    /** What an application wants to be told, unless its caller has said something else. */
    void configure(Optional<String> appMessage) {
        message = message.or(() -> appMessage);
    }

    /** Shows no progress from now on. */
    void hush() {
        terminal = false;
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
        return terminal;
    }

    /** What whoever calls us wants the user to be told with a question. */
    Optional<String> message() {
        return message;
    }

    /** A line of the result. */
    void print(String line) {
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

    /** Shows what goes on, in place of what was shown before; only where somebody watches. */
    void show(String what) {
        show(what, "");
    }

    /** Also how far it has come, which is there to be seen however long the rest is. */
    synchronized void show(String what, String howFar) {
        if (!terminal) return;
        String safe = SafeText.of(what);
        int room = COLUMNS - howFar.length();
        String line = (safe.length() > room ? safe.substring(0, room - 3) + "..." : safe) + howFar;
        err.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
        err.flush();
        shown = line.length();
    }

    /** Takes back what {@link #show} has shown. */
    synchronized void clear() {
        if (shown == 0) return;
        err.print("\r" + " ".repeat(shown) + "\r");
        err.flush();
        shown = 0;
    }

    void trace(Throwable failure) {
        failure.printStackTrace(err);
    }

    /** Whether all output has arrived where it goes. */
    boolean finish() {
        clear();
        err.flush();
        return !out.checkError();
    }
}
