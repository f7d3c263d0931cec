package org.slipway.main;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;

/**
 * A platform for one command of a client. The thread that does the command and those that it begins are of one group, so that
 * one can tell what goes on when it has ended: a plug-in that never returns. The framework's own threads are not: they end
 * with it, and began with the thread that made it ready for whoever would come.
 */
final class Guest {
    private final ThreadGroup threads;
    private final Path directory;
    private final long patienceMillis;
    private final Framework framework;

    /** Starts a framework. */
    interface Platform {
        Framework start(Path directory) throws BundleException, IOException;
    }

    /** @param patienceMillis how long what is told to end may take */
    Guest(Platform platform, Path directory, long patienceMillis) throws BundleException, IOException {
        this.threads = new ThreadGroup(directory.getFileName().toString());
        this.directory = directory;
        this.patienceMillis = patienceMillis;
        this.framework = platform.start(directory);
    }

    /**
     * Blocks until it is done. When this thread is interrupted so is the work, which has some seconds to end and is then left
     * to itself.
     */
    void run(Consumer<BundleContext> work) throws ExecutionException, InterruptedException {
        FutureTask<?> task = new FutureTask<>(() -> work.accept(framework.getBundleContext()), null);
        Thread worker = begin(task);
        try {
            task.get();
        } catch (InterruptedException unwanted) {
            worker.interrupt();
            worker.join(patienceMillis);
        }
    }

    private Thread begin(Runnable task) {
        Thread thread = new Thread(threads, task, threads.getName());
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** @return the threads that have not ended by then, and may never do so */
    ThreadGroup end() {
        try {
            framework.stop();
            framework.waitForStop(patienceMillis);
        } catch (BundleException damaged) {
            // What is left of it has nothing more to do.
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        Storage.delete(directory);
        return threads;
    }
}
