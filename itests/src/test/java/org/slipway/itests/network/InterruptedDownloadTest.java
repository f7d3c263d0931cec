package org.slipway.itests.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.itests.distribution.Ended;
import org.slipway.itests.distribution.Running;
import org.slipway.itests.distribution.User;
import org.slipway.testnet.Fault;
import org.slipway.testnet.Gate;
import org.slipway.testnet.Site;
import org.slipway.testnet.TestNet;

/** A process is killed in the middle of a download, and another one goes on with it. */
class InterruptedDownloadTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SIZE = 3_000_000;
    private static final int REACHED = 1_000_000;
    /** However slow this machine is, that is no reason to ask again or somebody else. */
    private static final String PATIENT = "[network]\nslow_after = 600\nstall_after = 600\n";

    @TempDir
    Path home;

    private final TestNet net = TestNet.startBehindProxy();
    private final Site archives = net.archives();
    private User user;
    private Part part;
    private URI feed;

    @BeforeEach
    void kill_it_in_the_middle() throws Exception {
        user = new User(home).with("http_proxy", net.proxy().toString());
        user.configured(
                "global",
                "[global]\nkey_info_server = " + net.keyInfo().uri() + "\nmirror = "
                        + net.mirror().uri() + "\n");
        user.configured("slipway", PATIENT);
        part = Part.publish(net, "part", SIZE, "");
        feed = net.feeds().uri(part.path());
        Gate gate = Gate.after(REACHED);
        archives.fault(part.archive(), gate);
        try (Running first = user.start("run", feed)) {
            assertThat(gate.reached(PATIENCE)).as(first.said()).isTrue();
            // Where they come from is written beside them.
            assertThat(first.until(() -> spooled() == REACHED && isKnown()))
                    .as("spooled " + spooled())
                    .isTrue();
            first.signal("KILL");
            assertThat(first.await().status()).isEqualTo(128 + 9);
            assertThat(gate.left(PATIENCE)).isTrue();
        }
        archives.heal().forget();
        net.mirror().forget();
    }

    @AfterEach
    void leave() {
        net.close();
    }

    private Path spool() {
        return home.resolve("cache/slipway/downloads");
    }

    private List<Path> parts() {
        return spooled(file -> size(file) >= REACHED);
    }

    private boolean isKnown() {
        return !spooled(file -> file.toString().endsWith(".state") && size(file) > 0)
                .isEmpty();
    }

    private List<Path> spooled(Predicate<Path> which) {
        if (!Files.isDirectory(spool())) return List.of();
        try (Stream<Path> files = Files.walk(spool())) {
            return files.filter(Files::isRegularFile).filter(which).toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            return 0;
        }
    }

    private long spooled() {
        return parts().stream().mapToLong(InterruptedDownloadTest::size).sum();
    }

    private void runsWell() throws Exception {
        Ended second = user.slipway("run", feed);
        assertThat(second.status()).as(second.toString()).isZero();
        assertThat(second.out()).isEqualTo("part\n");
        assertThat(spool().resolve(part.release().digest())).doesNotExist();
    }

    @Test
    void the_next_process_asks_for_the_rest_only_and_keeps_nothing_of_it() throws Exception {
        runsWell();

        assertThat(archives.hits()).singleElement().satisfies(hit -> assertThat(hit.headers())
                .containsEntry("range", "bytes=" + REACHED + "-")
                .containsKey("if-range"));
        assertThat(archives.sent()).isEqualTo(part.release().archive().length - REACHED);
    }

    @Test
    void the_mirror_goes_on_when_the_primary_is_dead_by_then() throws Exception {
        archives.fault(Fault.status(404));

        runsWell();

        assertThat(net.mirror().hits()).singleElement().satisfies(hit -> assertThat(hit.headers())
                .containsEntry("range", "bytes=" + REACHED + "-"));
        assertThat(net.mirror().sent()).isEqualTo(part.release().archive().length - REACHED);
    }

    @Test
    void what_the_server_has_replaced_in_between_is_fetched_from_the_start() throws Exception {
        archives.touch(part.archive());

        runsWell();

        assertThat(archives.hits()).singleElement().satisfies(hit -> assertThat(hit.headers())
                .containsKeys("range", "if-range"));
        assertThat(archives.sent()).isEqualTo(part.release().archive().length);
    }

    @Test
    void damage_to_what_was_kept_is_found_by_the_digest_and_all_is_fetched_afresh() throws Exception {
        Path kept = parts().get(0);
        byte[] bytes = Files.readAllBytes(kept);
        bytes[REACHED / 2] ^= 1;
        Files.write(kept, bytes);

        runsWell();

        assertThat(archives.hits())
                .extracting(hit -> hit.headers().getOrDefault("range", "all"))
                .containsExactly("bytes=" + REACHED + "-", "all");
    }

    @Test
    void a_note_that_makes_no_sense_is_not_believed() throws Exception {
        try (Stream<Path> files = Files.walk(spool())) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !parts().contains(file))
                    .toList()) Files.writeString(file, "\0nonsense\nof\r\nthree lines");
        }

        runsWell();
    }
}
