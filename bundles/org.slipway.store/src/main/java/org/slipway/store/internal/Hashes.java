package org.slipway.store.internal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.slipway.api.store.Progress;
import org.slipway.model.ManifestDigest;
import org.slipway.model.ManifestDigest.Algorithm;

/** The hashes of many files, computed on all cores. */
final class Hashes implements AutoCloseable {
    private static final int BUFFER = 256 * 1024;
    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    /** One a thread, as files are many and small. */
    private final ThreadLocal<ByteBuffer> buffers = ThreadLocal.withInitial(() -> ByteBuffer.allocate(BUFFER));

    private final ExecutorService threads;
    private final Algorithm algorithm;
    private final Progress progress;

    Hashes(Algorithm algorithm, Progress progress) {
        this.algorithm = algorithm;
        this.progress = progress;
        this.threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), work -> {
            Thread thread = new Thread(work, "slipway-hash");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** That of a file's content, in hexadecimal digits: soon. */
    Future<String> of(Path file) {
        return threads.submit(() -> compute(file));
    }

    private String compute(Path file) throws IOException {
        MessageDigest hash = digest(algorithm);
        ByteBuffer buffer = buffers.get();
        try (FileChannel in = FileChannel.open(file, READ)) {
            for (int read; (read = in.read(buffer.clear())) >= 0; ) {
                hash.update(buffer.array(), 0, read);
                progress.more(read);
            }
        }
        return HexFormat.of().formatHex(hash.digest());
    }

    /** Waits for one of ours. */
    static String await(Future<String> hash) throws IOException {
        try {
            return hash.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException unreadable) throw unreadable;
            if (failed.getCause() instanceof Error defect) throw defect;
            throw new IllegalStateException("A file cannot be hashed", failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped");
        }
    }

    /** The digest of a manifest that has this hash. */
    static ManifestDigest named(Algorithm algorithm, byte[] hash) {
        String value = algorithm == Algorithm.SHA256NEW
                ? Base32.encode(hash)
                : HexFormat.of().formatHex(hash);
        return new ManifestDigest(algorithm, value);
    }

    static MessageDigest digest(Algorithm algorithm) {
        try {
            return MessageDigest.getInstance(algorithm.hash());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has " + algorithm.hash(), impossible);
        }
    }

    /** What has not begun does not begin any more. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
