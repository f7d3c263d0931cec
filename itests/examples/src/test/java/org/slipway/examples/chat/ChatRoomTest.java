package org.slipway.examples.chat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.interaction.Interaction;
import org.slipway.testkit.InteractionContract;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.TestPlaces;

class ChatRoomTest extends InteractionContract {
    private static final String EARLIER = "trust " + "A".repeat(40) + "\nno\n";

    @TempDir
    Path home;

    private Reply reply = Reply.SILENCE;

    private Path room() {
        return new TestPlaces(home).cache().resolve("chat");
    }

    @Override
    protected Interaction interaction(ManualLoop loop, Reply reply) throws Exception {
        this.reply = reply;
        Files.createDirectories(room());
        Files.writeString(room().resolve("out"), EARLIER);
        return new ChatRoom(loop, new TestPlaces(home));
    }

    @Override
    protected String shown() throws IOException {
        return Files.readString(room().resolve("in"));
    }

    @Override
    protected void wait(ManualLoop loop) {
        loop.run();
        if (reply != Reply.SILENCE) says(reply == Reply.TRUST ? "trust " + "A".repeat(40) : "no");
        loop.advance(Duration.ofSeconds(5));
    }

    private void says(String line) {
        try {
            Files.writeString(room().resolve("out"), "well\n" + line + "\n", StandardOpenOption.APPEND);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
