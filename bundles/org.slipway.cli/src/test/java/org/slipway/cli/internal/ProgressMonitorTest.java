package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.slipway.api.monitor.Event;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.api.transport.NetworkProblem.Kind;
import org.slipway.model.ManifestDigest;
import org.slipway.testkit.ManualLoop;

class ProgressMonitorTest {
    private static final URI PRIMARY = URI.create("http://example.com/a.tgz");
    private static final URI MIRROR = URI.create("http://mirror.example/a.tgz");
    private static final ManifestDigest DIGEST =
            ManifestDigest.of("sha256=" + "0".repeat(64)).orElseThrow();

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final ManualLoop loop = new ManualLoop();
    private final Console console = console(Screen.NONE);
    private final ProgressMonitor monitor = new ProgressMonitor(console, loop);

    private Console console(Screen screen) {
        return new Console(new PrintStream(err, false, UTF_8), new PrintStream(err, true, UTF_8), screen);
    }

    private void happens(Event... events) {
        for (Event event : events) monitor.on(event);
    }

    private static Event queued(long id, Event.Purpose purpose) {
        return new Event.DownloadQueued(id, PRIMARY, OptionalLong.of(5000), purpose, Optional.empty());
    }

    /** What is written while some time passes. */
    private String shown(long millis) {
        err.reset();
        loop.advance(Duration.ofMillis(millis));
        return err.toString(UTF_8);
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
    void what_an_application_downloads_that_has_the_bundles_is_not_told() {
        for (Map<String, String> environment : List.of(Map.<String, String>of(), Map.of("SLIPWAY_TTY", "2"))) {
            Console unasked = new Console(Partly.a(
                    Caller.class, Map.of("out", none -> err, "err", none -> err, "environment", none -> environment)));
            new ProgressMonitor(unasked, loop).on(queued(1, Event.Purpose.ARCHIVE));
            loop.advance(Duration.ofSeconds(1));
        }
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

    @Test
    void without_a_terminal_a_line_says_which_implementation_is_downloaded() {
        happens(queued(1, Event.Purpose.FEED), queued(2, Event.Purpose.ARCHIVE));
        assertThat(err.toString(UTF_8)).isEqualTo("Downloading " + PRIMARY + " (4.9 KB)\n");
        assertThat(shown(5000)).isEmpty();
    }

    @Test
    void who_wants_no_progress_is_told_nothing() {
        console.hush();
        happens(queued(1, Event.Purpose.ARCHIVE), new Event.Warning("odd"));
        assertThat(err.toString(UTF_8)).isEqualTo("warning: odd\n");
    }

    @Test
    void who_wants_quiet_is_not_warned_either() {
        console.quieten();
        happens(queued(1, Event.Purpose.ARCHIVE), new Event.Warning("odd"), new Event.WaitingForProcess(DIGEST, 4711));
        assertThat(err.size()).isZero();
    }

    @Test
    void a_terminal_shows_it_ten_times_a_second_and_only_what_is_new() {
        ProgressMonitor watched = new ProgressMonitor(console(Screen.SIMPLE), loop);
        watched.on(queued(1, Event.Purpose.ARCHIVE));
        assertThat(shown(99)).isEmpty();
        assertThat(shown(1)).isEqualTo("\ra.tgz  0 bytes of 4.9 KB, waiting for a place");
        assertThat(shown(1000)).isEmpty();
        watched.on(new Event.DownloadStarted(1, PRIMARY));
        watched.on(new Event.DownloadAnswered(1, 0));
        watched.on(new Event.DownloadProgress(1, 2500));
        assertThat(shown(100)).startsWith("\ra.tgz  2.4 KB of 4.9 KB ");
        watched.on(new Event.DownloadProgress(1, 4000));
        watched.on(new Event.DownloadProgress(1, 4500));
        assertThat(shown(100)).startsWith("\ra.tgz  4.4 KB of 4.9 KB");
        err.reset();
        watched.on(new Event.DownloadEnded(1, Event.Ending.FETCHED));
        assertThat(err.toString(UTF_8)).matches("\r +\r");
        assertThat(shown(1000)).isEmpty();
    }

    @Test
    void nothing_is_drawn_once_the_command_is_over() {
        Console screen = console(Screen.SIMPLE);
        new ProgressMonitor(screen, loop).on(queued(1, Event.Purpose.ARCHIVE));
        screen.finish();
        assertThat(shown(1000)).isEmpty();
    }
}
