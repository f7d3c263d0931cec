package org.slipway.bench.download;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Archives of one tree that is always the same: as of an application with a few large libraries, some data that cannot be
 * compressed any further, and many small texts. They are made once, which takes minutes.
 */
final class Samples {
    private static final long LARGE = 5_400_000;
    private static final int LARGE_FILES = 48;
    private static final int SMALL_FILES = 1500;
    private static final int WORDS = 20_000;

    /** @param command what makes the archive of the directory {@code tree}, in which it runs */
    enum Kind {
        GZIP("tar.gz", "tar -cf - tree | gzip -6"),
        XZ("tar.xz", "tar -cf - tree | xz -6 -T1"),
        ZSTD("tar.zst", "tar -cf - tree | zstd -q -9"),
        ZIP("zip", "zip -q -r - tree | cat");

        final String extension;
        private final String command;

        Kind(String extension, String command) {
            this.extension = extension;
            this.command = command;
        }
    }

    private final Path directory;
    private final Random random = new Random(5);
    private final List<String> words = new ArrayList<>();

    Samples(Path directory) {
        this.directory = directory;
    }

    Path archive(Kind kind) throws IOException, InterruptedException {
        Path archive = directory.resolve("sample." + kind.extension);
        if (Files.exists(archive)) return archive;
        Path tree = directory.resolve("tree");
        if (!Files.exists(tree)) make(tree);
        Path unfinished = directory.resolve("unfinished");
        Process maker = new ProcessBuilder("nice", "sh", "-c", "export LC_ALL=C TZ=UTC; " + kind.command)
                .directory(directory.toFile())
                .redirectOutput(unfinished.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (maker.waitFor() != 0) throw new IOException("Cannot make " + archive);
        return Files.move(unfinished, archive);
    }

    private void make(Path tree) throws IOException {
        for (int i = 0; i < WORDS; i++) words.add(word());
        Path unfinished = Files.createDirectories(directory.resolve("unfinished-tree"));
        for (int i = 0; i < SMALL_FILES; i++)
            write(unfinished.resolve("share/doc" + i % 40 + "/text" + i), 500 + random.nextInt(20_000), 0);
        for (int i = 0; i < LARGE_FILES; i++)
            write(unfinished.resolve("lib/library" + i + ".so"), LARGE + random.nextInt(1_000_000), 25);
        Files.setPosixFilePermissions(
                unfinished.resolve("lib/library0.so"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(unfinished, tree);
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        for (int i = 2 + random.nextInt(9); i > 0; i--) word.append((char) ('a' + random.nextInt(26)));
        return word.append(' ').toString();
    }

    /** @param noise so many percent of it cannot be compressed */
    private void write(Path file, long size, int noise) throws IOException {
        Files.createDirectories(file.getParent());
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long left = size; left > 0; left -= block.length) {
                if (random.nextInt(100) < noise) random.nextBytes(block);
                else prose(block);
                out.write(block, 0, (int) Math.min(left, block.length));
            }
        }
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L));
    }

    /** Some words are much more frequent than others. */
    private void prose(byte[] block) {
        for (int at = 0; at < block.length; ) {
            double rank = random.nextDouble();
            byte[] word = words.get((int) (WORDS * rank * rank * rank)).getBytes(StandardCharsets.US_ASCII);
            int length = Math.min(word.length, block.length - at);
            System.arraycopy(word, 0, block, at, length);
            at += length;
        }
    }
}
