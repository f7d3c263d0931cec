package org.slipway.trust.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.trust.TrustDomain;
import org.slipway.api.trust.TrustLog.Entry;
import org.slipway.api.trust.TrustLog.State;
import org.slipway.api.trust.TrustLog.What;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.TestPlaces;

class FirstSeenTest {
    private static final Fingerprint KEY = new Fingerprint("A".repeat(40));
    private static final TrustDomain DOMAIN = new TrustDomain("example.com");

    @TempDir
    Path temp;

    private FirstSeen log;
    private Path file;

    @BeforeEach
    void create() {
        TestPlaces places = new TestPlaces(temp);
        log = new FirstSeen(new ManualLoop(), places);
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
                        org.assertj.core.groups.Tuple.tuple(What.SEEN, DOMAIN, "feed1"),
                        org.assertj.core.groups.Tuple.tuple(What.TRUSTED, TrustDomain.ALL, ""));
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
