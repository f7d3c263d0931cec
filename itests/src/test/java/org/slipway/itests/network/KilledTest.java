package org.slipway.itests.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.itests.distribution.Ended;
import org.slipway.itests.distribution.Running;
import org.slipway.itests.distribution.User;
import org.slipway.testnet.TestNet;

/** SIGKILL at random moments of download, unpacking and storing: nobody can tidy up, and nothing that is wrong is there. */
class KilledTest {
    private static final int EFFORT = Integer.getInteger("slipway.effort", 1);
    private static final int KILLS = EFFORT == 1 ? 20 : 25 * EFFORT;
    private static final int SIZE = 4_000_000;
    /** After so many kills a run may go to its end. */
    private static final int ROUND = 5;

    @TempDir
    Path temp;

    private final TestNet net = TestNet.start();
    private final Part part = Part.publish(net, "part", SIZE, "");
    private final Random random = new Random(1);
    private User user;
    private Path store;

    @BeforeEach
    void arrive() throws IOException {
        user = new User(Files.createDirectory(temp.resolve("home")))
                .asking(net.keyInfo().uri());
        store = user.home().resolve("cache/implementations");
    }

    @AfterEach
    void leave() throws Exception {
        net.close();
        new ProcessBuilder("chmod", "-R", "u+w", temp.toString()).start().waitFor();
    }

    @Test
    void whatever_is_stored_verifies_and_the_next_run_succeeds_and_tidies_up() throws Exception {
        long begun = System.nanoTime();
        ends();
        long millis = (System.nanoTime() - begun) / 1_000_000;
        for (int kill = 1; kill <= KILLS; kill++) {
            kill(millis, kill);
            Ended audit = user.slipway("store", "audit");
            assertThat(audit.status()).as("kill " + kill + "\n" + audit).isZero();
            if (kill % ROUND == 0) ends();
        }
    }

    /** A run goes to its end; then everything of it is taken away. */
    private void ends() throws Exception {
        Ended ended = user.slipway("download", net.feeds().uri(part.path()));
        assertThat(ended.status()).as(ended.toString()).isZero();
        assertThat(names()).containsExactlyInAnyOrder(part.release().digest(), ".slipway.lock");
        assertThat(user.slipway("store", "verify", part.release().digest()).status())
                .isZero();
        assertThat(user.slipway("store", "remove", part.release().digest()).status())
                .isZero();
    }

    /** Every other time not before the tree has begun to grow. */
    private void kill(long millis, int turn) throws Exception {
        try (Running running = user.start("download", net.feeds().uri(part.path()))) {
            if (turn % 2 == 0) running.until(this::grows);
            running.endsWithin(Duration.ofMillis(random.nextLong(turn % 2 == 0 ? 150 : millis)));
            running.signal("KILL");
            running.await();
        }
    }

    private boolean grows() {
        return Files.exists(store) && names().stream().anyMatch(name -> name.startsWith(".slipway-"));
    }

    private List<String> names() {
        try (Stream<Path> names = Files.list(store)) {
            return names.map(path -> path.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
