package org.slipway.trust.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.trust.TrustDomain;
import org.slipway.api.trust.TrustLog.Entry;
import org.slipway.api.trust.TrustLog.State;
import org.slipway.api.trust.TrustLog.What;
import org.slipway.model.FeedUri;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.TestPlaces;

class FirstSeenTest {
    private static final Fingerprint KEY = new Fingerprint("A".repeat(40));
    private static final TrustDomain DOMAIN = new TrustDomain("example.com");

    @TempDir
    Path temp;

    private final ManualLoop loop = new ManualLoop();
    private FirstSeen log;
    private Path file;

    @BeforeEach
    void create() {
        TestPlaces places = new TestPlaces(temp);
        log = new FirstSeen(loop, places);
        file = places.data().resolve("slipway/trust.log");
    }

    private void write(int number) throws IOException {
        log.write(What.SEEN, KEY, DOMAIN, "feed" + number);
    }

    private List<String> details() throws IOException {
        return log.read().entries().stream().map(Entry::detail).toList();
    }

    @Test
    void what_is_written_is_read_in_its_order() throws IOException {
        write(1);
        log.write(What.TRUSTED, KEY, TrustDomain.ALL, "");
        assertThat(log.read().state()).isEqualTo(State.INTACT);
        assertThat(log.read().entries())
                .extracting(Entry::what, Entry::domain, Entry::detail)
                .containsExactly(
                        Tuple.tuple(What.SEEN, DOMAIN, "feed1"), Tuple.tuple(What.TRUSTED, TrustDomain.ALL, ""));
    }

    @Test
    void every_key_is_noted_once_with_every_domain() throws IOException {
        Fingerprint other = new Fingerprint("B".repeat(40));
        TrustDomain elsewhere = new TrustDomain("example.org");
        FeedUri.Remote feed = new FeedUri.Remote("https://example.com/a.xml");
        for (int i = 0; i < 2; i++) {
            assertThat(log.note(List.of(KEY), DOMAIN, feed)).isEmpty();
            assertThat(log.note(List.of(KEY, other), DOMAIN, feed)).isEmpty();
            assertThat(log.note(List.of(other), elsewhere, feed)).isEmpty();
        }
        assertThat(log.read().entries())
                .extracting(Entry::key, Entry::domain)
                .containsExactly(Tuple.tuple(KEY, DOMAIN), Tuple.tuple(other, DOMAIN), Tuple.tuple(other, elsewhere));
    }

    @Test
    void what_is_first_seen_today_is_no_past() throws IOException {
        write(1);
        assertThat(log.past(KEY, DOMAIN, Set.of()).since()).isEmpty();
        loop.advance(Duration.ofDays(1).plusSeconds(1));
        assertThat(log.past(KEY, DOMAIN, Set.of()).since()).isPresent();
    }

    @Test
    void a_log_that_cannot_be_kept_is_told() throws IOException {
        Files.createDirectories(file.getParent().getParent());
        Files.createFile(file.getParent());
        assertThat(log.note(List.of(KEY), DOMAIN, new FeedUri.Remote("https://example.com/a.xml")))
                .hasValueSatisfying(words -> assertThat(words).contains(file.toString(), "cannot be kept"));
    }

    @Test
    void nothing_can_be_written_into_a_line_that_looks_like_another_line() throws IOException {
        log.write(What.SEEN, KEY, DOMAIN, "http://example.com/a b\n2026 trusted");
        write(2);
        assertThat(log.read().state()).isEqualTo(State.INTACT);
        assertThat(Files.readAllLines(file)).hasSize(2);
    }

    @Test
    void any_change_is_noticed_and_what_follows_it_is_not_believed() throws IOException {
        for (int i = 0; i < 4; i++) write(i);
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < 3; i++) {
            List<String> changed = new ArrayList<>(lines);
            changed.set(i, lines.get(i).replace("feed", "fee_"));
            Files.write(file, changed);
            assertThat(log.read().state()).isEqualTo(State.ALTERED);
            assertThat(log.read().entries()).hasSize(i);

            changed.remove(i);
            Files.write(file, changed);
            assertThat(log.read().state()).isEqualTo(State.ALTERED);
        }
        write(9);
        assertThat(log.read().state()).isEqualTo(State.ALTERED);
    }

    @Test
    void a_line_torn_by_a_crash_is_no_change() throws IOException {
        write(1);
        String whole = Files.readString(file);
        write(2);
        String two = Files.readString(file);
        for (int end = whole.length(); end < two.length(); end++) {
            Files.writeString(file, two.substring(0, end));
            assertThat(details()).containsExactly("feed1");
            write(3);
            assertThat(details()).containsExactly("feed1", "feed3");
            assertThat(log.read().state()).isEqualTo(State.INTACT);
        }
    }

    @Test
    void of_many_that_write_at_once_none_is_lost() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(4);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int number = i;
            all.add(writers.submit(() -> {
                write(number);
                return null;
            }));
        }
        for (Future<?> one : all) one.get();
        writers.shutdown();
        assertThat(log.read().state()).isEqualTo(State.INTACT);
        assertThat(details()).hasSize(20).doesNotHaveDuplicates();
    }
}
