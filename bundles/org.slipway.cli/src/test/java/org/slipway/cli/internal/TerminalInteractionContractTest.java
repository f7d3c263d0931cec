package org.slipway.cli.internal;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.interaction.Interaction;
import org.slipway.testkit.InteractionContract;
import org.slipway.testkit.ManualLoop;

class TerminalInteractionContractTest extends InteractionContract {

    @TempDir
    Path home;

    @Override
    protected Interaction interaction(ManualLoop loop, Reply reply) throws Exception {
        String typed = reply == Reply.TRUST ? "yes\n" : reply == Reply.REFUSE ? "no\n" : "";
        Path keyboard = Files.writeString(home.resolve("keyboard"), typed);
        Console console = new Console(silent(), silent(), false);
        TerminalDevice terminal = TerminalOfFiles.device(console, keyboard, home.resolve("screen"));
        return new TerminalInteraction(loop, console, terminal, new GivenTrust());
    }

    private static PrintStream silent() {
        return new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
    }

    @Override
    protected String shown() throws Exception {
        return Files.readString(home.resolve("screen"));
    }

    @Override
    protected void wait(ManualLoop loop) {
        loop.run();
    }
}
