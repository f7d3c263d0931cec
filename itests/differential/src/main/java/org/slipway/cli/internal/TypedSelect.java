package org.slipway.cli.internal;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.slipway.async.Switch;
import org.slipway.cli.internal.Command.Invocation;

/** The command {@code select} as the terminal would run it, with its output caught. */
public final class TypedSelect {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Services services;

    public TypedSelect(Services services) {
        this.services = services;
    }

    public byte[] output() {
        return out.toByteArray();
    }

    /**
     * @param words with the command's name
     * @return why there are no selections; empty if there are
     */
    public String run(List<String> words) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        Console console = new Console(new PrintStream(out, true, StandardCharsets.UTF_8), nowhere, false);
        try {
            Arguments typed = Arguments.parse(words);
            Invocation invocation =
                    new Invocation(typed, typed.words().subList(1, typed.words().size()));
            SelectCommand.select(services, console)
                    .run(invocation, new Switch(services.loop.promises()))
                    .getValue();
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
