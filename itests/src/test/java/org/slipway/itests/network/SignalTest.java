package org.slipway.itests.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.itests.distribution.Awaiting;
import org.slipway.itests.distribution.Ended;
import org.slipway.itests.distribution.Running;
import org.slipway.itests.distribution.User;
import org.slipway.testnet.Fault;
import org.slipway.testnet.Gate;
import org.slipway.testnet.Site;
import org.slipway.testnet.TestNet;

/** A signal at any moment ends everything and leaves nothing behind. */
class SignalTest {
    private static final int EFFORT = Integer.getInteger("slipway.effort", 1);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int SIZE = 2_000_000;
    /** What a run may leave: what it has finished, and downloads that can be gone on with. */
    private static final Pattern WANTED = Pattern.compile(String.join(
            "|",
            "config/injector/(global|slipway|trustdb\\.xml|\\.slipway-trustdb\\.lock|feeds/.*|slipway-keys/[0-9A-F]+\\.pgp)",
            "cache/interfaces/[^/]*\\.xml",
            "cache/injector/last-check-attempt/.*",
            "cache/implementations/(sha256new_[A-Z2-7]{52}/.*|\\.slipway\\.lock)",
            "data/slipway/trust\\.log",
            "cache/slipway/(downloads|validators)/.*",
            "cache/injector/slipway-plans/.*"));

    @TempDir
    Path homes;

    private final TestNet net = TestNet.start();
    private final Instant begun = Instant.now();
    private final Part part = Part.publish(net, "part", SIZE, "");
    private final URI feed = net.feeds().uri(part.path());
    private User user;

    private enum Signal {
        INT(2),
        TERM(15),
        QUIT(3);

        private final int number;

        Signal(int number) {
            this.number = number;
        }

        /** One after the other, so that each meets all kinds of moments. */
        static Signal of(int turn) {
            return values()[turn % values().length];
        }

        /** What is typed goes to all, and whoever kills a program names it only. */
        void to(Running running) throws Exception {
            if (this == TERM) running.signalAlone(name());
            else running.signal(name());
        }
    }

    @BeforeEach
    void arrive() throws IOException {
        user = arrival("first");
    }

    private User arrival(String name) throws IOException {
        Path home = Files.createDirectory(homes.resolve(name));
        User arrived = new User(home).asking(net.keyInfo().uri());
        return arrived.with("TMPDIR", Files.createDirectory(home.resolve("tmp")).toString());
    }

    @AfterEach
    void leave() {
        net.close();
    }

    private void endsAndLeavesNothing(Running running, Signal signal) throws Exception {
        Ended ended = running.await();
        assertThat(ended.status()).as(ended.toString()).isEqualTo(128 + signal.number);
        assertThat(ended.err()).doesNotContain("Exception");
        Awaiting.until(() -> running.survivors().isEmpty(), "the end of the whole session");
        for (Site site : List.of(net.feeds(), net.keyInfo(), net.archives()))
            assertThat(site.idle(PATIENCE)).as(site.uri().toString()).isTrue();
        assertThat(unwanted()).isEmpty();
        // Whoever comes or goes at the same time has his without a lock for a moment.
        Awaiting.until(() -> storage().isEmpty(), "the end of storage without an owner");
    }

    private List<String> unwanted() throws IOException {
        try (Stream<Path> files = Files.walk(user.home())) {
            return files.filter(file -> !Files.isDirectory(file))
                    .map(file -> user.home().relativize(file).toString())
                    .filter(file -> !WANTED.matcher(file).matches())
                    .toList();
        }
    }

    /** What the framework keeps while it runs, and has no owner any more. */
    private List<Path> storage() throws IOException {
        List<Path> abandoned = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/dev/shm"), "slipway-storage-*")) {
            for (Path one : all) if (isAbandoned(one)) abandoned.add(one);
        }
        return abandoned;
    }

    private boolean isAbandoned(Path storage) {
        try {
            if (Files.getLastModifiedTime(storage).toInstant().isBefore(begun)) return false;
            try (FileChannel channel = FileChannel.open(storage.resolve("lock"), StandardOpenOption.WRITE);
                    FileLock free = channel.tryLock()) {
                return free != null;
            }
        } catch (IOException gone) {
            return false;
        }
    }

    private record Moment(String name, Site site, String path, Gate gate) {}

    private List<Moment> moments() {
        String key = "/" + net.key().keyId() + ".gpg";
        String information = "/key/" + net.key().fingerprint();
        return List.of(
                new Moment("before the feed", net.feeds(), part.path(), Gate.beforeHead()),
                new Moment("in the feed", net.feeds(), part.path(), Gate.after(300)),
                new Moment("before the key", net.feeds(), key, Gate.beforeHead()),
                new Moment("in the key", net.feeds(), key, Gate.after(100)),
                new Moment("in the key's information", net.keyInfo(), information, Gate.beforeHead()),
                new Moment("before the archive", net.archives(), part.archive(), Gate.beforeHead()),
                new Moment("in the archive", net.archives(), part.archive(), Gate.after(SIZE / 2)),
                new Moment("at the archive's end", net.archives(), part.archive(), Gate.after(SIZE)));
    }

    @Test
    void while_something_is_downloaded() throws Exception {
        int turn = 0;
        for (Moment moment : moments()) {
            user = arrival(moment.name());
            moment.site().fault(moment.path(), moment.gate());
            Signal signal = Signal.of(turn++);
            try (Running running = user.start("run", feed)) {
                assertThat(moment.gate().reached(PATIENCE))
                        .as(moment.name() + "\n" + running.said())
                        .isTrue();
                signal.to(running);
                endsAndLeavesNothing(running, signal);
                assertThat(moment.gate().left(PATIENCE)).isTrue();
            }
            moment.site().heal(moment.path());
        }
    }

    /** From before the JVM runs, through unpacking, to when the program runs: a run takes about a second. */
    @Test
    void at_any_other_moment() throws Exception {
        int turns = 10 * EFFORT;
        for (int turn = 0; turn < turns; turn++) {
            user = arrival("turn " + turn);
            Signal signal = Signal.of(turn);
            try (Running running = user.start("run", feed)) {
                boolean over = running.endsWithin(Duration.ofMillis(20 + 1200L * turn / turns));
                if (over) continue;
                signal.to(running);
                Ended ended = running.await();
                if (ended.status() != 0) endsAndLeavesNothing(running, signal);
            }
        }
    }

    @Test
    void while_the_program_runs_which_gets_it() throws Exception {
        URI patient = Part.program(net, "patient", "trap 'exit 7' INT; echo here; while :; do read -t 1 -r x; done");
        try (Running running = user.start("run", patient)) {
            assertThat(running.until(() -> running.said().contains("here"))).isTrue();
            running.signal("INT");
            assertThat(running.await().status()).isEqualTo(7);
            assertThat(unwanted()).isEmpty();
        }
    }

    @Test
    void while_a_question_is_asked() throws Exception {
        net.keyInfo().fault(Fault.status(404));
        user.configured(
                "global", "[global]\nkey_info_server = " + net.keyInfo().uri() + "\nauto_approve_keys = False\n");
        try (Running running = user.startOnTerminal("run", feed)) {
            assertThat(running.until(() ->
                            running.said().contains(net.key().fingerprint().substring(30))))
                    .as(running.said())
                    .isTrue();
            running.type("\u0003");
            endsAndLeavesNothing(running, Signal.INT);
        }
        assertThat(user.home().resolve("config/injector/trustdb.xml")).doesNotExist();
    }

    @Test
    void to_a_command_that_starts_no_program() throws Exception {
        Gate gate = Gate.after(SIZE / 2);
        net.archives().fault(part.archive(), gate);
        try (Running running = user.start("download", feed)) {
            assertThat(gate.reached(PATIENCE)).as(running.said()).isTrue();
            Signal.INT.to(running);
            endsAndLeavesNothing(running, Signal.INT);
        }
    }
}
