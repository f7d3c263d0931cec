package org.slipway.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slipway.api.archive.BadArchive;

@Timeout(60)
class AheadTest {

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    /** Gives its bytes, and then fails. */
    private static InputStream failing(byte[] bytes, IOException failure) {
        return new InputStream() {
            private int at;

            @Override
            public int read() throws IOException {
                if (at == bytes.length) throw failure;
                return bytes[at++] & 0xff;
            }
        };
    }

    private static void start(Runnable work) {
        Ahead.thread(work).start();
    }

    @Test
    void the_bytes_are_those_of_the_other_stream_whatever_their_number() throws Exception {
        for (int length : new int[] {0, 1, Ahead.CHUNK - 1, Ahead.CHUNK, Ahead.CHUNK + 1, 3_000_000}) {
            byte[] bytes = bytes(length);
            try (Ahead ahead = Ahead.of(() -> new ByteArrayInputStream(bytes))) {
                assertThat(ahead.readAllBytes()).isEqualTo(bytes);
                assertThat(ahead.read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void a_failure_comes_after_the_bytes_before_it_and_stays() throws Exception {
        byte[] bytes = bytes(Ahead.CHUNK + 1);
        IOException failure = new IOException("broken");
        try (Ahead ahead = Ahead.of(() -> failing(bytes, failure))) {
            assertThat(ahead.readNBytes(Ahead.CHUNK)).hasSize(Ahead.CHUNK);
            assertThatThrownBy(ahead::readAllBytes).isSameAs(failure);
            assertThatThrownBy(ahead::read).isSameAs(failure);
        }
    }

    @Test
    void what_cannot_be_opened_fails_when_it_is_read() throws Exception {
        try (Ahead ahead = Ahead.of(() -> {
            throw new BadArchive("encrypted");
        })) {
            assertThatThrownBy(ahead::read).isInstanceOf(Damage.class).hasMessage("encrypted");
        }
    }

    /** @param far counts how often it has been read */
    private static InputStream endless(CountDownLatch far) {
        return new InputStream() {
            @Override
            public int read() {
                return 0;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                far.countDown();
                return length;
            }
        };
    }

    @Test
    void it_does_not_run_ahead_without_end() throws Exception {
        CountDownLatch far = new CountDownLatch(40);
        InputStream endless = endless(far);
        try (Ahead ahead = Ahead.of(() -> endless)) {
            assertThat(ahead.read()).isZero();
            assertThat(far.await(200, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(ahead.readNBytes(60 * Ahead.CHUNK)).hasSize(60 * Ahead.CHUNK);
            assertThat(far.getCount()).isZero();
        }
    }

    @Test
    void where_there_is_room_it_runs_further_ahead() throws Exception {
        CountDownLatch far = new CountDownLatch(40);
        InputStream endless = endless(far);
        Ahead.Room room = Ahead.Room.of(40L * Ahead.CHUNK);
        try (Ahead ahead = Ahead.of(AheadTest::start, () -> endless, Long.MAX_VALUE, room)) {
            assertThat(far.await(1, TimeUnit.MINUTES)).isTrue();
            assertThat(ahead.read()).isZero();
        }
    }

    @Test
    void what_one_has_read_the_next_fills_again() throws Exception {
        Ahead.Room room = Ahead.Room.of(0);
        byte[] bytes = bytes(2 * Ahead.CHUNK + 1);
        List<byte[]> first = new ArrayList<>();
        List<byte[]> second = new ArrayList<>();
        for (List<byte[]> filled : List.of(first, second)) {
            InputStream in = new FilterInputStream(new ByteArrayInputStream(bytes)) {
                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    filled.add(buffer);
                    return super.read(buffer, offset, length);
                }
            };
            try (Ahead ahead = Ahead.of(Runnable::run, () -> in, bytes.length, room)) {
                assertThat(ahead.readAllBytes()).isEqualTo(bytes);
            }
        }

        assertThat(second.get(0)).isSameAs(first.get(0));
        assertThat(second.get(1)).isSameAs(first.get(1));
    }

    @Test
    void closing_ends_a_reader_that_waits_and_returns_when_it_has_closed_what_it_read() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        InputStream slow = new InputStream() {
            @Override
            public int read() throws IOException {
                try {
                    waiting.countDown();
                    new CountDownLatch(1).await();
                    return -1;
                } catch (InterruptedException stopped) {
                    throw new IOException(stopped);
                }
            }

            @Override
            public void close() {
                closed.countDown();
            }
        };
        Ahead ahead = Ahead.of(() -> slow);
        waiting.await();
        ahead.close();
        assertThat(closed.getCount()).isZero();
    }

    @Test
    void what_was_closed_before_its_turn_is_never_opened() throws Exception {
        Deque<Runnable> queue = new ArrayDeque<>();
        Ahead ahead = Ahead.of(
                queue::add,
                () -> {
                    throw new AssertionError("opened");
                },
                1,
                Ahead.Room.of(0));
        ahead.close();
        queue.remove().run();
    }

    @Test
    void an_interruption_that_was_for_one_is_not_left_to_the_next_work_of_its_thread() throws Exception {
        Deque<Runnable> queue = new ArrayDeque<>();
        Ahead ahead = Ahead.of(queue::add, () -> new ByteArrayInputStream(bytes(10)), 10, Ahead.Room.of(0));
        Thread.currentThread().interrupt();
        queue.remove().run();
        assertThat(Thread.interrupted()).isFalse();
        ahead.close();
    }

    /** As a stream does that waits for a network. */
    @Test
    void who_closes_while_all_is_full_and_more_is_waited_for_does_not_wait_without_end() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        InputStream slow = new InputStream() {
            private int left = 8 * 65_536;

            @Override
            public int read() throws IOException {
                if (left-- > 0) return 0;
                waiting.countDown();
                try {
                    new CountDownLatch(1).await();
                    throw new AssertionError("Nobody counts down");
                } catch (InterruptedException interrupted) {
                    throw new InterruptedIOException("Interrupted");
                }
            }
        };
        Ahead ahead = Ahead.of(() -> slow);
        waiting.await();
        ahead.close();
    }
}
