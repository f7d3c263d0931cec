package org.slipway.itests.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.itests.distribution.Ended;
import org.slipway.itests.distribution.Running;
import org.slipway.itests.distribution.User;
import org.slipway.testnet.Gate;
import org.slipway.testnet.TestNet;

/** Many processes want the same program at the same time, and it is not here yet. */
class ColdStartsTest {
    private static final int EFFORT = Integer.getInteger("slipway.effort", 1);
    private static final int MANY = EFFORT < 20 ? 6 : 50;
    // To start takes some seconds of a processor, for each of them.
    private static final Duration PATIENCE = Duration.ofSeconds(60 + 3 * MANY);
    private static final int HALF = 500_000;

    @TempDir
    Path home;

    private final TestNet net = TestNet.start();
    private final Part library = Part.publish(net, "library");
    private final Part app = Part.publish(
            net, "app", 2 * HALF, "<requires interface='" + net.feeds().uri(library.path()) + "'/>");
    private final URI feed = net.feeds().uri(app.path());
    private final Gate gate = Gate.after(HALF);
    private final List<Running> starts = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        User user = new User(home).asking(net.keyInfo().uri());
        // The archive stands still until the last has started, and that is no reason to ask for it again.
        user.configured("slipway", "[network]\nstall_after = " + PATIENCE.toSeconds() + "\n");
        // Every process keeps to two transfers of its own.
        net.feeds().limit(2 * MANY);
        net.keyInfo().limit(2 * MANY);
        net.archives().fault(app.archive(), gate);
        for (int i = 0; i < MANY; i++) starts.add(user.start("run", feed));
        assertThat(gate.reached(PATIENCE)).as(starts.get(0).said()).isTrue();
    }

    @AfterEach
    void leave() throws Exception {
        for (Running start : starts) start.close();
        net.close();
    }

    private void endsWell(Running start) throws Exception {
        Ended ended = start.await();
        assertThat(ended.status()).as(ended.toString()).isZero();
        assertThat(ended.out()).isEqualTo("app\n");
    }

    private Optional<Long> awaited(Running start) {
        return start.said()
                .lines()
                .filter(line -> line.contains("Waiting for process ")
                        && line.contains(app.release().digest()))
                .map(line -> Long.valueOf(line.replaceFirst(".*Waiting for process ([0-9]+).*", "$1")))
                .reduce((earlier, later) -> later);
    }

    /** The one that everybody else waits for. */
    private Running downloading() throws Exception {
        for (Running start : starts) start.until(() -> awaited(start).isPresent() || others(start) == MANY - 1);
        List<Running> silent =
                starts.stream().filter(start -> awaited(start).isEmpty()).toList();
        assertThat(silent).hasSize(1);
        return silent.get(0);
    }

    private long others(Running start) {
        return starts.stream()
                .filter(other -> other != start && awaited(other).isPresent())
                .count();
    }

    @Test
    void each_archive_is_fetched_once_and_the_others_say_whom_they_wait_for() throws Exception {
        Running downloading = downloading();
        for (Running start : starts)
            if (start != downloading) assertThat(awaited(start)).contains(downloading.jvm());
        gate.open();

        for (Running start : starts) endsWell(start);

        assertThat(net.archives().hits(app.archive())).hasSize(1);
        assertThat(net.archives().hits(library.archive())).hasSize(1);
        assertThat(home.resolve("cache/slipway/downloads")).isDirectoryNotContaining(Files::isDirectory);
    }

    @Test
    void when_the_one_that_downloads_is_killed_another_goes_on_where_it_was() throws Exception {
        Running downloading = downloading();
        downloading.signal("KILL");
        assertThat(gate.left(PATIENCE)).isTrue();
        gate.open();

        for (Running start : starts) {
            if (start == downloading) assertThat(start.await().status()).isEqualTo(128 + 9);
            else endsWell(start);
        }

        assertThat(net.archives().hits(app.archive())).hasSize(2);
        assertThat(net.archives().hits(app.archive()).get(1).headers()).containsKeys("range", "if-range");
        assertThat(net.archives().hits(library.archive()).size()).isLessThanOrEqualTo(2);
    }
}
