package org.slipway.store.internal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.slipway.api.store.Progress;

/**
 * Writes a tree through to the disk while it grows, so that a rename cannot outlive the bytes of its files, and little is left
 * to wait for at the end. Used by one thread, as a draft is.
 */
final class Flushing implements DraftTree.Follower, AutoCloseable {
    /** Disks write what several wait for in one go. */
    private static final int AT_A_TIME = 4;

    /** Handed over together, as to wake a thread takes longer than a small file. */
    private static final int MOST_TOGETHER = 32;

    private static final long MOST_BYTES_TOGETHER = 1 << 20;
    /** Of what is handed over. */
    private static final int MOST_WAITING = 16;

    private static final long A_LOOK_MILLIS = 200;

    private final Path tree;
    private final ThreadPoolExecutor threads;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private List<Path> together = new ArrayList<>();
    private long bytesTogether;
    private volatile boolean missed;

    Flushing(Path tree) {
        this.tree = tree;
        // Who makes files faster than the disk takes them has to do it himself.
        this.threads = new ThreadPoolExecutor(
                AT_A_TIME,
                AT_A_TIME,
                1,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING),
                Flushing::thread,
                new ThreadPoolExecutor.CallerRunsPolicy());
        threads.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "slipway-flush");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void complete(Path path, long bytes) {
        together.add(path);
        bytesTogether += bytes;
        if (together.size() == MOST_TOGETHER || bytesTogether >= MOST_BYTES_TOGETHER) handOver();
    }

    private void handOver() {
        List<Path> paths = together;
        together = new ArrayList<>();
        bytesTogether = 0;
        threads.execute(() -> paths.forEach(this::flush));
    }

    /** And another may be where it was. */
    @Override
    public void moved() {
        missed = true;
    }

    /** A link may have its place by now, to what stops whoever opens it. */
    private void flush(Path path) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            force(channel);
        } catch (IOException isElsewhereOrGone) {
            missed = true;
        } catch (RuntimeException | Error defect) {
            failure.compareAndSet(null, defect);
        }
    }

    private void force(FileChannel channel) {
        try {
            channel.force(true);
        } catch (IOException unwritten) {
            failure.compareAndSet(null, unwritten);
        }
    }

    /**
     * Returns when all that was complete is on the disk, and what is where at the top of the tree. What fails on the way is told
     * here, as the system tells it once.
     *
     * @param progress asked whether it is still wanted
     */
    void finish(Progress progress) throws IOException {
        // All threads at once, as nothing is left to be waited for but this.
        for (Path path : together) threads.execute(() -> flush(path));
        threads.shutdown();
        try {
            while (!threads.awaitTermination(A_LOOK_MILLIS, TimeUnit.MILLISECONDS)) progress.more(0);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped");
        }
        if (failure.get() instanceof IOException unwritten) throw unwritten;
        if (failure.get() instanceof RuntimeException defect) throw defect;
        if (failure.get() instanceof Error defect) throw defect;
        if (missed) Disk.flush(tree);
        else Disk.force(tree);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            // Nobody must be in the files when they are deleted.
            threads.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
