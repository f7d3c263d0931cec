package org.slipway.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.slipway.api.monitor.Event;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.api.transport.NetworkProblem.Kind;
import org.slipway.model.ManifestDigest;

class ProgressBlockTest {
    private static final URI HERE = URI.create("http://example.com/dist/a.tgz");
    private static final URI MIRROR = URI.create("http://mirror.example/b.tgz");
    private static final ManifestDigest DIGEST =
            ManifestDigest.of("sha256=" + "0".repeat(64)).orElseThrow();
    private static final Screen COLOURED = new Screen(true, 80, true, true);

    private final ProgressBlock block = new ProgressBlock();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    private void happens(Event... events) {
        for (Event event : events) block.follow(event, now);
    }

    private void passes(long millis) {
        now = now.plusMillis(millis);
    }

    private static Event queued(long id, URI uri, long size) {
        OptionalLong known = size < 0 ? OptionalLong.empty() : OptionalLong.of(size);
        return new Event.DownloadQueued(id, uri, known, Event.Purpose.ARCHIVE, Optional.empty());
    }

    private void comes(long id, URI uri, long size) {
        happens(queued(id, uri, size), new Event.DownloadStarted(id, uri), new Event.DownloadAnswered(id, 0));
    }

    private List<String> lines() {
        return block.lines(now, Screen.SIMPLE);
    }

    private String line() {
        assertThat(lines()).hasSize(1);
        return lines().get(0);
    }

    @Test
    void a_download_waits_connects_and_comes() {
        happens(queued(1, HERE, 8 << 20));
        assertThat(line()).isEqualTo("a.tgz  0 bytes of 8.0 MB, waiting for a place");
        happens(new Event.DownloadStarted(1, HERE));
        assertThat(line()).isEqualTo("a.tgz  0 bytes of 8.0 MB, connecting");
        happens(new Event.DownloadAnswered(1, 0));
        passes(1000);
        happens(new Event.DownloadProgress(1, 2 << 20));
        assertThat(line()).isEqualTo("a.tgz  2.0 MB of 8.0 MB, 2.0 MB/s, 3 s left");
        happens(new Event.DownloadEnded(1, Event.Ending.FETCHED));
        assertThat(block.isEmpty()).isTrue();
    }

    @Test
    void what_is_there_from_an_earlier_download_is_no_part_of_the_rate() {
        happens(queued(1, HERE, 8 << 20), new Event.DownloadStarted(1, HERE), new Event.DownloadAnswered(1, 6 << 20));
        passes(1000);
        happens(new Event.DownloadProgress(1, 7 << 20));
        assertThat(line()).isEqualTo("a.tgz  7.0 MB of 8.0 MB, 1024.0 KB/s, 1 s left");
    }

    @Test
    void one_that_has_broken_off_is_tried_again() {
        comes(1, HERE, -1);
        happens(
                new Event.DownloadProgress(1, 5000),
                new Event.DownloadRetried(1, new NetworkProblem(HERE, Kind.BROKEN, ""), Duration.ofSeconds(4)));
        assertThat(line()).isEqualTo("a.tgz  4.9 KB, trying again in 4 s");
    }

    @Test
    void a_mirror_is_named() {
        happens(new Event.MirrorStarted(HERE, MIRROR));
        comes(1, MIRROR, 10);
        assertThat(line()).isEqualTo("b.tgz  0 bytes of 10 bytes, mirror mirror.example");
    }

    @Test
    void what_a_mirror_has_given_may_come_from_there_as_from_any_site_later() {
        happens(new Event.MirrorStarted(HERE, MIRROR));
        comes(1, MIRROR, 10);
        happens(new Event.DownloadEnded(1, Event.Ending.FETCHED));
        comes(2, MIRROR, 10);
        assertThat(line()).isEqualTo("b.tgz  0 bytes of 10 bytes");
    }

    @Test
    void unpacking_is_shown_while_it_comes_and_after_that() {
        comes(1, HERE, 10);
        happens(new Event.Unpacking(HERE), new Event.DownloadProgress(1, 10));
        assertThat(line()).isEqualTo("a.tgz  10 bytes of 10 bytes, unpacking");
        happens(new Event.DownloadEnded(1, Event.Ending.FETCHED));
        assertThat(line()).isEqualTo("a.tgz  unpacking");
        happens(new Event.Unpacked(HERE), new Event.Verifying(DIGEST));
        assertThat(line()).isEqualTo("sha256=0000000000000000...  verifying");
        happens(new Event.Verified(DIGEST));
        assertThat(block.isEmpty()).isTrue();
    }

    @Test
    void what_is_bad_is_over_too() {
        happens(new Event.Unpacking(HERE), new Event.NotUnpacked(HERE));
        happens(new Event.Verifying(DIGEST), new Event.NotVerified(DIGEST));
        assertThat(block.isEmpty()).isTrue();
    }

    @Test
    void several_have_a_line_for_all_and_what_is_over_counts_in_it() {
        comes(1, HERE, 2 << 20);
        comes(2, MIRROR, 4 << 20);
        comes(3, URI.create("http://example.com/"), 4 << 20);
        passes(1000);
        happens(new Event.DownloadProgress(1, 2 << 20), new Event.DownloadEnded(1, Event.Ending.FETCHED));
        happens(new Event.DownloadProgress(2, 1 << 20), new Event.DownloadProgress(3, 1 << 20));
        assertThat(lines())
                .containsExactly(
                        "b.tgz                1024.0 KB of 4.0 MB, 1024.0 KB/s, 3 s left",
                        "http://example.com/  1024.0 KB of 4.0 MB, 1024.0 KB/s, 3 s left",
                        "2 downloads          4.0 MB of 10.0 MB, 2.0 MB/s, 3 s left");
    }

    @Test
    void a_total_of_something_unknown_is_not_told() {
        comes(1, HERE, 10);
        comes(2, MIRROR, -1);
        happens(new Event.DownloadProgress(2, 7));
        assertThat(lines().get(2)).isEqualTo("2 downloads  7 bytes");
    }

    @Test
    void of_many_those_that_wait_are_only_counted() {
        for (int i = 1; i <= 9; i++) happens(queued(i, URI.create("http://example.com/" + i), 10));
        happens(new Event.DownloadStarted(9, HERE));
        assertThat(lines()).hasSize(10);
        assertThat(lines().get(0)).startsWith("9 ").endsWith("connecting");
        assertThat(lines().get(8)).isEqualTo("and 1 more");
        assertThat(lines().get(9)).isEqualTo("9 downloads  0 bytes of 90 bytes");
    }

    @Test
    void a_long_name_is_cut_so_that_the_numbers_are_seen() {
        comes(1, URI.create("http://example.com/" + "n".repeat(200)), 2000 << 20);
        passes(1000);
        happens(new Event.DownloadProgress(1, 1000 << 20));
        assertThat(line())
                .hasSizeLessThan(80)
                .isEqualTo("n".repeat(23) + "...  1000.0 MB of 2000.0 MB, 1000.0 MB/s, 1 s left");
    }

    @Test
    void a_narrow_terminal_gets_no_line_that_is_wider() {
        comes(1, URI.create("http://example.com/" + "n".repeat(200)), 2000 << 20);
        happens(new Event.Unpacking(HERE));
        assertThat(block.lines(now, new Screen(true, 40, true, false)))
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(40));
    }

    @Test
    void what_a_server_is_called_cannot_write_elsewhere() {
        happens(queued(1, URI.create("http://example.com/a%1B%5B2J%0A"), -1));
        assertThat(line()).isEqualTo("a\\u{1b}[2J\\u{a}  waiting for a place");
    }

    @Test
    void names_are_bold_and_what_waits_is_yellow() {
        happens(queued(1, HERE, -1));
        assertThat(block.lines(now, COLOURED))
                .containsExactly("\u001b[1ma.tgz\u001b[0m  \u001b[33mwaiting for a place\u001b[0m");
    }

    @Test
    void of_what_has_begun_earlier_nothing_is_shown() {
        happens(new Event.DownloadProgress(1, 5), new Event.DownloadEnded(1, Event.Ending.FAILED));
        assertThat(block.isEmpty()).isTrue();
    }
}
