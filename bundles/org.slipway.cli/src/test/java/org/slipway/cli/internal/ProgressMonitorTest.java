package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.slipway.api.monitor.Event;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.api.transport.NetworkProblem.Kind;
import org.slipway.model.ManifestDigest;

class ProgressMonitorTest {
    private static final URI PRIMARY = URI.create("http://example.com/a.tgz");
    private static final URI MIRROR = URI.create("http://mirror.example/a.tgz");
    private static final ManifestDigest DIGEST =
            ManifestDigest.of("sha256=" + "0".repeat(64)).orElseThrow();

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console =
            new Console(new PrintStream(err, false, UTF_8), new PrintStream(err, true, UTF_8), false);
    private final ProgressMonitor monitor = new ProgressMonitor(console);

    private void happens(Event... events) {
        for (Event event : events) monitor.on(event);
    }

    @Test
    void another_process_that_is_waited_for_is_always_named() {
        happens(new Event.WaitingForProcess(DIGEST, 4711));
        assertThat(err.toString(UTF_8)).isEqualTo("Waiting for process 4711, which downloads " + DIGEST + "\n");
    }

    @Test
    void everything_else_is_said_only_when_it_is_wanted() {
        happens(new Event.MirrorStarted(PRIMARY, MIRROR), new Event.Stored(DIGEST));
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    @Test
    void a_transfer_is_told_from_its_beginning_to_its_end() {
        console.configure(1, Optional.empty());
        NetworkProblem problem = new NetworkProblem(PRIMARY, Kind.BROKEN, "");
        happens(
                new Event.DownloadQueued(1, PRIMARY, OptionalLong.of(9), Event.Purpose.ARCHIVE, Optional.empty()),
                new Event.DownloadAnswered(1, 0),
                new Event.DownloadRetried(1, problem, Duration.ofSeconds(2)),
                new Event.DownloadAnswered(1, 5),
                new Event.DownloadEnded(1, Event.Ending.FETCHED),
                new Event.Unpacking(PRIMARY),
                new Event.Unpacked(PRIMARY),
                new Event.Verified(DIGEST),
                new Event.Stored(DIGEST));
        assertThat(err.toString(UTF_8).lines())
                .containsExactly(
                        "Downloading " + PRIMARY,
                        "Cannot download " + PRIMARY + ": the connection broke off. Trying again in 2 s",
                        "Going on after the first 5 bytes, which are here already",
                        "Downloaded " + PRIMARY,
                        "Unpacking " + PRIMARY,
                        "Unpacked " + PRIMARY,
                        "Verified " + DIGEST,
                        "Stored " + DIGEST);
    }

    @Test
    void who_is_asked_instead_and_whether_that_helped_is_told() {
        console.configure(1, Optional.empty());
        happens(
                new Event.MirrorStarted(PRIMARY, MIRROR),
                new Event.MirrorLost(PRIMARY, MIRROR),
                new Event.MirrorWon(PRIMARY, MIRROR));
        assertThat(err.toString(UTF_8).lines())
                .containsExactly(
                        "Asking the mirror " + MIRROR + " instead of " + PRIMARY,
                        "The mirror was of no help: " + MIRROR,
                        "Using what the mirror has: " + MIRROR);
    }
}
