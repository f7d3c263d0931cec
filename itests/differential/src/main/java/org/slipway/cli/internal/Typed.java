package org.slipway.cli.internal;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.slipway.async.Switch;
import org.slipway.cli.internal.Command.Invocation;

/** Commands as the terminal would run them, with their output caught. */
public final class Typed {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Services services;

    public Typed(Services services) {
        this.services = services;
    }

    public byte[] output() {
        return out.toByteArray();
    }

    /**
     * @param words with the command's name
     * @return why there are no selections; empty if there are
     */
    public String select(List<String> words) {
        Console console = console();
        return run(SelectCommand.select(services, console), console, words);
    }

    /**
     * @param words with the command's name
     * @return why it was not added; empty if it was
     */
    public String addFeed(List<String> words) {
        Console console = console();
        return run(
                FeedCommand.add(services, console, new TerminalDevice(console, new ProcessCaller())), console, words);
    }

    private Console console() {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        return new Console(new PrintStream(out, true, StandardCharsets.UTF_8), nowhere, false);
    }

    private String run(Command command, Console console, List<String> words) {
        try {
            Arguments typed = Arguments.parse(words);
            Invocation invocation =
                    new Invocation(typed, typed.words().subList(1, typed.words().size()));
            command.run(invocation, new Switch(services.loop.promises())).getValue();
            console.finish();
            return "";
        } catch (Complaint complaint) {
            return complaint.getMessage();
        } catch (InvocationTargetException failed) {
            if (failed.getCause() instanceof Complaint complaint) return complaint.getMessage();
            throw new IllegalStateException("A defect", failed.getCause());
        } catch (InterruptedException impatient) {
            throw new IllegalStateException(impatient);
        }
    }
}
