package org.slipway.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Gives documents that are changed at random, the same for a seed, to whatever reads them. It has to understand or to refuse
 * each, soon, without keeping anything.
 */
public final class Fuzz {
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final long GROWTH = 48 << 20;
    private static final int MOST_COPIED = 4096;

    private final List<byte[]> samples;
    private final List<byte[]> words;

    /**
     * @param samples documents that are in order
     * @param words that mean something to the reader, or to whoever attacks it
     */
    public Fuzz(List<byte[]> samples, List<String> words) {
        this.samples = List.copyOf(samples);
        this.words = words.stream()
                .map(word -> word.getBytes(StandardCharsets.ISO_8859_1))
                .toList();
    }

    /** Throws nothing where it refuses as it should. */
    public interface Reader {
        void read(byte[] document) throws Exception;
    }

    /** @throws AssertionError that names the seed */
    public void run(int mutations, Reader reader) {
        long before = 0;
        for (int seed = 0; seed < mutations; seed++) {
            read(seed, reader);
            if (seed == mutations / 10) before = used();
        }
        long growth = used() - before;
        if (growth > GROWTH) throw new AssertionError("The memory has grown by " + growth + " bytes");
    }

    private void read(int seed, Reader reader) {
        byte[] document = document(seed);
        long begun = System.nanoTime();
        try {
            reader.read(document);
        } catch (Exception | Error defect) {
            throw new AssertionError("With seed " + seed + ": " + defect, defect);
        }
        if (System.nanoTime() - begun > SOON.toNanos()) throw new AssertionError("Too long with seed " + seed);
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** The document of a seed. */
    public byte[] document(int seed) {
        Random random = new Random(seed);
        byte[] document = samples.get(random.nextInt(samples.size()));
        for (int i = random.nextInt(5); i >= 0; i--) document = changed(document, random);
        return document;
    }

    private byte[] changed(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length + 1);
        int end = Math.min(bytes.length, at + random.nextInt(MOST_COPIED));
        byte[] part = Arrays.copyOfRange(bytes, at, end);
        return switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> joined(bytes, at, end, new byte[0]);
            case 2 -> joined(bytes, at, at, part);
            case 3 -> joined(bytes, random.nextInt(at + 1), at, part);
            case 4 -> joined(bytes, at, at, words.get(random.nextInt(words.size())));
            case 5 -> joined(bytes, at, Math.min(bytes.length, at + 8), words.get(random.nextInt(words.size())));
            default -> flipped(bytes, random);
        };
    }

    private static byte[] joined(byte[] bytes, int from, int to, byte[] between) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.write(bytes, 0, from);
        joined.writeBytes(between);
        joined.write(bytes, to, bytes.length - to);
        return joined.toByteArray();
    }

    private static byte[] flipped(byte[] bytes, Random random) {
        byte[] flipped = bytes.clone();
        for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--)
            flipped[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        return flipped;
    }
}
