package org.slipway.recipes.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.util.promise.Promise;
import org.slipway.async.Done;
import org.slipway.testkit.ManualLoop;

/** Who reads a file while it comes sees it as if it had been there from the start. */
class ArrivalTest {

    @TempDir
    Path base;

    private final ManualLoop loop = new ManualLoop();
    private int torn;
    private final Arrival arrival = new Arrival(loop, 16, () -> torn++);
    private Path file;

    @BeforeEach
    void begin() throws IOException {
        file = Files.createFile(base.resolve("file"));
    }

    private void comes(String bytes) throws IOException {
        Files.writeString(file, bytes, StandardOpenOption.APPEND);
        arrival.reaches(Files.size(file));
    }

    private Promise<String> read() {
        Promise<String> text = loop.apart(() -> {
            try (InputStream in = arrival.stream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        });
        loop.run();
        return text;
    }

    private Promise<Integer> readOne(InputStream in) {
        Promise<Integer> one = loop.apart(in::read);
        loop.run();
        return one;
    }

    private static Throwable failure(Promise<?> promise) throws InterruptedException {
        assertThat(promise.isDone()).isTrue();
        return promise.getFailure();
    }

    @Test
    void bytes_are_read_as_they_come_and_the_end_when_all_are_there() throws Exception {
        arrival.continues(file, 0);
        assertThat(arrival.begun().isDone()).isFalse();
        comes("ab");
        loop.value(arrival.begun());
        Promise<String> text = read();
        comes("cd");
        loop.run();
        assertThat(text.isDone()).isFalse();
        arrival.ends(file, 4);
        assertThat(loop.value(text)).isEqualTo("abcd");
        assertThat(torn).isZero();
    }

    @Test
    void what_has_been_written_but_not_told_is_not_read() throws Exception {
        arrival.continues(file, 0);
        comes("a");
        Files.writeString(file, "b", StandardOpenOption.APPEND);
        InputStream in = arrival.stream();
        assertThat(loop.value(readOne(in))).isEqualTo('a');
        Promise<Integer> second = readOne(in);
        assertThat(second.isDone()).isFalse();
        arrival.reaches(2);
        assertThat(loop.value(second)).isEqualTo('b');
    }

    @Test
    void what_there_is_from_before_counts() throws Exception {
        Files.writeString(file, "ab");
        arrival.continues(file, 2);
        loop.value(arrival.begun());
        Promise<String> text = read();
        arrival.ends(file, 2);
        assertThat(loop.value(text)).isEqualTo("ab");
    }

    @Test
    void a_transfer_that_begins_anew_is_waited_for_and_that_is_told() throws Exception {
        arrival.continues(file, 0);
        comes("ab");
        Promise<String> text = read();
        Files.writeString(file, "");
        arrival.continues(file, 0);
        comes("abc");
        arrival.ends(file, 3);
        assertThat(loop.value(text)).isEqualTo("abc");
        assertThat(torn).isEqualTo(1);
    }

    @Test
    void a_file_that_was_cut_off_before_that_is_told_is_waited_for() throws Exception {
        arrival.continues(file, 0);
        comes("ab");
        Files.writeString(file, "");
        Promise<String> text = read();
        assertThat(text.isDone()).isFalse();
        arrival.continues(file, 0);
        comes("ab");
        arrival.ends(file, 2);
        assertThat(loop.value(text)).isEqualTo("ab");
    }

    @Test
    void a_file_that_was_discarded_before_that_is_told_is_waited_for() throws Exception {
        arrival.continues(file, 0);
        comes("ab");
        Files.delete(file);
        Promise<String> text = read();
        assertThat(text.isDone()).isFalse();
        Files.createFile(file);
        arrival.continues(file, 0);
        comes("cd");
        arrival.ends(file, 2);
        assertThat(loop.value(text)).isEqualTo("cd");
    }

    @Test
    void a_file_that_began_anew_before_anybody_read_it_is_not_torn() throws Exception {
        arrival.continues(file, 0);
        comes("ab");
        arrival.continues(file, 0);
        assertThat(torn).isZero();
    }

    @Test
    void another_file_that_is_whole_is_gone_on_with_and_that_is_told() throws Exception {
        arrival.continues(file, 0);
        comes("ab");
        Promise<String> text = read();
        arrival.ends(Files.writeString(base.resolve("mirror"), "abcd"), 4);
        assertThat(loop.value(text)).isEqualTo("abcd");
        assertThat(torn).isEqualTo(1);
    }

    @Test
    void whoever_reads_or_waits_fails_when_it_is_stopped() throws Exception {
        arrival.continues(file, 0);
        comes("ab");
        Promise<String> text = read();
        Promise<?> channel = loop.apart(arrival::channel);
        loop.run();
        arrival.stop();
        loop.run();
        assertThat(failure(text)).isInstanceOf(InterruptedIOException.class);
        assertThat(failure(channel)).isInstanceOf(InterruptedIOException.class);
    }

    @Test
    void whoever_has_the_whole_file_fails_when_it_is_stopped() throws Exception {
        arrival.ends(Files.writeString(file, "ab"), 2);
        InputStream in = arrival.stream();
        Promise<Integer> read = loop.apart(arrival.channel()::position).map(Long::intValue);
        assertThat(loop.value(read)).isZero();
        var channel = arrival.channel();
        arrival.stop();
        assertThat(channel.isOpen()).isFalse();
        assertThat(failure(readOne(in))).isInstanceOf(IOException.class);
        Promise<?> late = loop.apart(arrival::channel);
        loop.run();
        assertThat(failure(late)).isInstanceOf(InterruptedIOException.class);
    }

    @Test
    void a_whole_file_that_has_become_shorter_is_an_error_and_not_waited_for() throws Exception {
        arrival.ends(Files.writeString(file, "a"), 2);
        assertThat(failure(read())).isInstanceOf(EOFException.class);
    }

    @Test
    void who_wants_to_seek_gets_the_file_when_it_is_whole() throws Exception {
        arrival.continues(file, 0);
        comes("ab");
        Promise<Long> size = loop.apart(() -> {
            try (var channel = arrival.channel()) {
                return channel.size();
            }
        });
        loop.run();
        assertThat(size.isDone()).isFalse();
        comes("cd");
        arrival.ends(file, 4);
        assertThat(loop.value(size)).isEqualTo(4);
    }

    @Test
    void the_network_waits_for_who_reads_too_slowly_and_no_longer() throws Exception {
        arrival.continues(file, 0);
        comes("ab");
        assertThat(arrival.room()).isEmpty();
        InputStream in = arrival.stream();
        comes("0123456789abcdef");
        Optional<Promise<Done>> room = arrival.room();
        assertThat(room.orElseThrow().isDone()).isFalse();
        loop.value(readOne(in));
        loop.value(readOne(in));
        assertThat(room.orElseThrow().isDone()).isFalse();
        loop.value(readOne(in));
        loop.value(readOne(in));
        loop.value(room.orElseThrow());
        assertThat(arrival.room()).isEmpty();
    }

    @Test
    void the_network_waits_for_nobody_who_does_not_read_while_it_comes() throws Exception {
        arrival.continues(file, 0);
        comes("0123456789abcdef0123456789abcdef");
        assertThat(arrival.room()).isEmpty();
        InputStream in = arrival.stream();
        Optional<Promise<Done>> room = arrival.room();
        in.close();
        loop.value(room.orElseThrow());
        assertThat(arrival.room()).isEmpty();
    }
}
