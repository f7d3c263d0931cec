package org.slipway.container.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.Result.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.monitor.Event;
import org.slipway.api.monitor.Event.Purpose;
import org.slipway.api.settings.NetworkUse;
import org.slipway.api.settings.Places;
import org.slipway.api.settings.Scratch;
import org.slipway.api.store.Store;
import org.slipway.api.transport.Download;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.api.transport.NetworkProblem.Kind;
import org.slipway.api.transport.Validators;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.TestSettings;

class HealthTest {
    private static final Present HERE = new Present() {};
    private static final URI SERVER = URI.create("https://user:password@keys.example/");

    @TempDir
    Path directory;

    private final ManualLoop loop = new ManualLoop();
    private final Ask ask = new Answered(loop);
    private final TestSettings settings = new TestSettings();

    private static void assertIs(Result result, Status status, String words) {
        assertThat(result.getStatus()).as(result.toString()).isEqualTo(status);
        assertThat(result.iterator().next().getMessage()).contains(words);
    }

    private Store store(Path path) {
        return Faked.of(Store.class, Map.of("directories", given -> List.of(path)));
    }

    @Test
    void a_store_is_writable_where_it_is_or_will_be_made() throws IOException {
        Path later = directory.resolve("a/b");
        assertIs(new StoreWritable(store(later), HERE).execute(), Status.OK, "can be written");
        Path file = Files.writeString(directory.resolve("file"), "");
        assertIs(new StoreWritable(store(file), HERE).execute(), Status.CRITICAL, "cannot be written");
    }

    @Test
    void little_room_is_told_before_there_is_none() {
        assertThat(new StoreDisk(store(directory), HERE).execute().getStatus()).isNotEqualTo(Status.HEALTH_CHECK_ERROR);
        assertIs(StoreDisk.judge(directory, 5L << 30), Status.OK, "5.0 GB are free");
        assertIs(StoreDisk.judge(directory, 500L << 20), Status.WARN, "500.0 MB");
        assertIs(StoreDisk.judge(directory, 50L << 20), Status.CRITICAL, "50.0 MB");
    }

    @Test
    void a_clock_that_cannot_be_right_is_told() throws IOException {
        Places places = Faked.of(Places.class, Map.of("cache", given -> directory));
        ClockSane clock = new ClockSane(loop, places, HERE);
        loop.set(Instant.parse("2026-06-01T00:00:00Z"));
        assertIs(clock.execute(), Status.OK, "2026-06-01");
        Path feeds = Files.createDirectories(directory.resolve("interfaces"));
        Files.setLastModifiedTime(feeds, FileTime.from(Instant.parse("2026-06-03T00:00:00Z")));
        assertIs(clock.execute(), Status.WARN, "feeds were cached at 2026-06-03");
        loop.set(Instant.parse("1970-01-01T00:00:00Z"));
        assertIs(clock.execute(), Status.CRITICAL, "Set the clock");
    }

    @Test
    void a_queue_that_does_not_move_is_told() {
        Traffic traffic = new Traffic(loop, ask);
        QueueAge age = new QueueAge(traffic, HERE);
        assertIs(age.execute(), Status.OK, "No download waits");
        traffic.on(new Event.DownloadQueued(1, SERVER, OptionalLong.empty(), Purpose.FEED, Optional.empty()));
        assertIs(age.execute(), Status.OK, "for 0 s");
        loop.advance(Duration.ofMinutes(10));
        assertIs(age.execute(), Status.WARN, "for 600 s");
        loop.advance(Duration.ofMinutes(50));
        assertIs(age.execute(), Status.CRITICAL, "for 3600 s");
        traffic.on(new Event.DownloadStarted(1, SERVER));
        assertIs(age.execute(), Status.OK, "No download waits");
    }

    private Reach reach(Download outcome) {
        Scratch scratch =
                Faked.of(Scratch.class, Map.of("file", given -> loop.promises().resolved(directory.resolve("f"))));
        Reach reach = new Reach(ask, settings, scratch);
        reach.transport = (request, scope) -> outcome == null
                ? loop.promises().<Download>deferred().getPromise()
                : loop.promises().resolved(outcome);
        return reach;
    }

    private Result keyServer(Download outcome) {
        return new KeyServerReachable(settings, reach(outcome), HERE).execute();
    }

    private static Download failure(Kind kind, String detail) {
        return new Download.NetworkFailure(new NetworkProblem(SERVER, kind, detail));
    }

    @Test
    void a_server_is_reachable_if_it_answers_whatever_it_says() {
        settings.keyInfoServer = Optional.of(SERVER);
        settings.mirror = Optional.of(SERVER);
        Download fetched = new Download.Fetched(directory.resolve("f"), 1, Validators.NONE);
        assertIs(keyServer(fetched), Status.OK, "answers");
        assertIs(keyServer(failure(Kind.NOT_FOUND, "404")), Status.OK, "answers");
        assertIs(keyServer(failure(Kind.STATUS, "403 Forbidden")), Status.OK, "answers");
        assertIs(keyServer(failure(Kind.STATUS, "503 Busy")), Status.WARN, "503 Busy");
        assertIs(keyServer(failure(Kind.STATUS, "407 Login, please")), Status.WARN, "407 Login, please");
        assertIs(keyServer(failure(Kind.UNKNOWN_HOST, "")), Status.WARN, "keys.example/: unknown host");
        assertIs(keyServer(null), Status.WARN, "no answer within 20 s");
        assertIs(new MirrorReachable(settings, reach(fetched), HERE).execute(), Status.OK, "answers");
    }

    @Test
    void without_a_transport_nobody_is_asked_and_that_is_told() {
        settings.keyInfoServer = Optional.of(SERVER);
        Reach without = reach(null);
        without.transport = null;
        assertIs(new KeyServerReachable(settings, without, HERE).execute(), Status.WARN, "no transport");
    }

    @Test
    void who_is_not_to_be_asked_is_not() {
        assertIs(keyServer(failure(Kind.BROKEN, "")), Status.OK, "None is set");
        settings.keyInfoServer = Optional.of(SERVER);
        settings.networkUse = NetworkUse.OFF_LINE;
        assertIs(keyServer(failure(Kind.BROKEN, "")), Status.OK, "not to be used");
    }

    @Test
    void attack_a_login_is_not_shown_and_a_check_that_fails_says_so() {
        settings.keyInfoServer = Optional.of(SERVER);
        assertThat(keyServer(failure(Kind.BROKEN, "x\ny")).toString()).doesNotContain("password", "\ny");
        Store broken = Faked.of(Store.class, (proxy, method, given) -> {
            throw new IllegalStateException("a\u001bb");
        });
        assertIs(new StoreDisk(broken, HERE).execute(), Status.HEALTH_CHECK_ERROR, "a\\u{1b}b");
    }
}
