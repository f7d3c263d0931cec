package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The terminal itself, wherever standard input and output go: a program that is run has those for itself. Opened for the
 * first question.
 */
@Component(service = TerminalDevice.class)
public final class TerminalDevice {
    private final Console console;
    private final Opening opening;
    private BufferedReader in;
    private PrintStream out;
    private volatile boolean closed;

    interface Opening {
        Caller.Keyboard open() throws IOException;
    }

    @Activate
    public TerminalDevice(@Reference Console console, @Reference Caller caller) {
        this(console, caller::keyboard);
    }

    TerminalDevice(Console console, Opening opening) {
        this.console = console;
        this.opening = opening;
    }

    /** Whether there is somebody to ask. */
    synchronized boolean isThere() {
        if (closed) return false;
        if (out != null) return true;
        try {
            Caller.Keyboard keyboard = opening.open();
            in = new BufferedReader(new InputStreamReader(keyboard.typed(), UTF_8));
            out = new PrintStream(keyboard.screen(), true, UTF_8);
            return true;
        } catch (IOException noTerminal) {
            return false;
        }
    }

    /** Nobody is asked from now on. */
    void close() {
        closed = true;
    }

    /** Puts lines before the person, if there is one. */
    void say(String lines) {
        if (!isThere()) return;
        console.clear();
        out.println(SafeText.lines(lines));
    }

    /** Puts words at the beginning of the line that is typed. */
    void prompt(String words) {
        if (!isThere()) return;
        console.clear();
        out.print(SafeText.of(words));
        out.flush();
    }

    /** Waits for a line. Blocks: off the loop. Empty if there is no terminal, or its end has come. */
    Optional<String> readLine() throws IOException {
        return isThere() ? Optional.ofNullable(in.readLine()) : Optional.empty();
    }

    /** Blocks: off the loop. */
    Optional<String> ask(String words) throws IOException {
        console.beginQuestion();
        try {
            prompt(words);
            return readLine();
        } finally {
            console.endQuestion();
        }
    }
}
