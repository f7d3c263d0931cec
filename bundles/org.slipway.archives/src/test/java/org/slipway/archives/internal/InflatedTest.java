package org.slipway.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The law is zlib: what it makes of a stream, this makes of it, and what it refuses, this refuses. */
class InflatedTest {
    private static final int[] STRATEGIES = {Deflater.DEFAULT_STRATEGY, Deflater.FILTERED, Deflater.HUFFMAN_ONLY};
    private static final int[] FLUSHES = {Deflater.NO_FLUSH, Deflater.SYNC_FLUSH, Deflater.FULL_FLUSH};

    private final Bits usedBits = new Bits(InputStream.nullInputStream());
    private final Inflated used = new Inflated(usedBits);

    /** @param left so many bytes follow the stream */
    private record Plain(byte[] bytes, int left) {
        boolean is(Plain other) {
            return Arrays.equals(bytes, other.bytes) && left == other.left;
        }
    }

    @Test
    void whatever_zlib_makes_comes_back() throws Exception {
        for (int level = 0; level <= 9; level++) {
            for (int strategy : STRATEGIES) {
                Random random = new Random(31 * level + strategy);
                for (int kind = 0; kind < RandomBytes.KINDS; kind++) {
                    byte[] plain = RandomBytes.of(random, kind, size(random));
                    byte[] deflated = deflate(plain, level, strategy, random);
                    assertThat(ours(deflated, random))
                            .as("level %d, strategy %d, kind %d", level, strategy, kind)
                            .hasValueSatisfying(read -> assertThat(read.bytes).isEqualTo(plain));
                }
            }
        }
    }

    @Test
    void zlib_and_this_agree_on_what_is_damaged() throws Exception {
        Random random = new Random(5);
        int accepted = 0;
        for (int i = 0; i < 6000; i++) {
            byte[] plain = RandomBytes.of(random, random.nextInt(RandomBytes.KINDS), 1 + random.nextInt(3000));
            byte[] deflated = deflate(plain, random.nextInt(10), STRATEGIES[random.nextInt(3)], random);
            for (int j = random.nextInt(4); j >= 0; j--) deflated = damage(deflated, random);
            if (agree(deflated, random)) accepted++;
        }
        assertThat(accepted).isBetween(500, 5500);
    }

    /** Among them are all that can be wrong with codes, and codes of every length. */
    @Test
    void zlib_and_this_agree_on_blocks_of_random_codes() throws Exception {
        Random random = new Random(6);
        int accepted = 0;
        for (int i = 0; i < 10_000; i++) if (agree(RandomBlock.of(random), random)) accepted++;
        assertThat(accepted).isBetween(1000, 9000);
    }

    @Test
    void zlib_and_this_agree_on_noise() throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < 5000; i++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            agree(noise, random);
        }
    }

    @Test
    void a_match_reaches_over_the_whole_window_and_no_further() throws Exception {
        byte[] noise = new byte[1 << 15];
        new Random(8).nextBytes(noise);
        for (int distance : new int[] {1, 2, 7, 8, 9, 15, 16, 17, 32767, 32768}) {
            for (int length : new int[] {3, 8, 9, 16, 17, 258}) {
                RandomBlock match = new RandomBlock();
                match.stored(noise);
                match.fixedMatch(length, distance);
                assertThat(agree(match.bytes(), new Random(9))).isTrue();
            }
        }
        RandomBlock tooFar = new RandomBlock();
        tooFar.stored(Arrays.copyOf(noise, 32767));
        tooFar.fixedMatch(3, 32768);
        assertThat(agree(tooFar.bytes(), new Random(9))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 6, 9})
    void a_stream_that_is_cut_off_anywhere_is_refused(int level) throws Exception {
        Random random = new Random(level);
        byte[] deflated = deflate(RandomBytes.of(random, 1, 5000), level, Deflater.DEFAULT_STRATEGY, random);
        for (int length = 0; length < deflated.length; length++) {
            byte[] cut = Arrays.copyOf(deflated, length);
            assertThatThrownBy(() -> new Inflated(new ByteArrayInputStream(cut)).readAllBytes())
                    .isInstanceOf(IOException.class);
        }
    }

    private static int size(Random random) {
        return random.nextInt(4) == 0 ? random.nextInt(400_000) : random.nextInt(20_000);
    }

    /** In some pieces, between which it may be flushed, and with something behind it. */
    private static byte[] deflate(byte[] plain, int level, int strategy, Random random) {
        Deflater deflater = new Deflater(level, true);
        deflater.setStrategy(strategy);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[1000];
        for (int at = 0; at < plain.length && random.nextInt(4) != 0; ) {
            int length = Math.min(plain.length - at, 1 + random.nextInt(30_000));
            deflater.setInput(plain, at, length);
            int flush = FLUSHES[random.nextInt(FLUSHES.length)];
            for (int count = buffer.length; count == buffer.length; out.write(buffer, 0, count))
                count = deflater.deflate(buffer, 0, buffer.length, flush);
            at = (int) deflater.getBytesRead();
        }
        int done = (int) deflater.getBytesRead();
        deflater.setInput(plain, done, plain.length - done);
        deflater.finish();
        while (!deflater.finished()) out.write(buffer, 0, deflater.deflate(buffer));
        deflater.end();
        return out.toByteArray();
    }

    private static byte[] damage(byte[] sound, Random random) {
        byte[] bytes = sound.clone();
        int at = random.nextInt(random.nextBoolean() ? Math.min(40, bytes.length) : bytes.length);
        switch (random.nextInt(4)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = (byte) random.nextInt();
            case 2 -> bytes = Arrays.copyOf(bytes, random.nextInt(8) == 0 ? at + 1 : bytes.length + random.nextInt(9));
            default -> System.arraycopy(bytes, 0, bytes, at, Math.min(1 + random.nextInt(5), bytes.length - at));
        }
        return bytes;
    }

    /** Whether both accept it. */
    private boolean agree(byte[] deflated, Random random) throws IOException {
        Optional<Plain> wanted = zlibs(deflated);
        Optional<Plain> got = ours(deflated, random);
        assertThat(got.isPresent()).as(() -> Arrays.toString(deflated)).isEqualTo(wanted.isPresent());
        if (got.isPresent())
            assertThat(got.get().is(wanted.get()))
                    .as(() -> Arrays.toString(deflated))
                    .isTrue();
        return got.isPresent();
    }

    private static Optional<Plain> zlibs(byte[] deflated) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(deflated);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            while (!inflater.finished()) {
                int count = inflater.inflate(buffer);
                if (count == 0 && !inflater.finished()) return Optional.empty();
                out.write(buffer, 0, count);
            }
            return Optional.of(new Plain(out.toByteArray(), inflater.getRemaining()));
        } catch (DataFormatException damaged) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }

    /** By a new one or by one that has been used for others, damaged ones, too. */
    private Optional<Plain> ours(byte[] deflated, Random random) throws IOException {
        boolean again = random.nextBoolean();
        Bits bits = again ? usedBits : new Bits(inPieces(deflated, random));
        Inflated inflated = again ? used.begin(inPieces(deflated, random)) : new Inflated(bits);
        byte[] buffer = new byte[random.nextBoolean() ? 1 + random.nextInt(20) : 50_000];
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            for (int read; (read = inflated.read(buffer, 0, buffer.length)) >= 0; ) out.write(buffer, 0, read);
        } catch (IOException refused) {
            return Optional.empty();
        }
        int left = 0;
        for (; !bits.atEnd(); left++) bits.take(8);
        return Optional.of(new Plain(out.toByteArray(), left));
    }

    private static InputStream inPieces(byte[] bytes, Random random) {
        int most = random.nextBoolean() ? 1 + random.nextInt(50) : 100_000;
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(length, 1 + random.nextInt(most)));
            }
        };
    }
}
