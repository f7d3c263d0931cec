package org.slipway.main;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/**
 * Platforms beside the one of a host that stays: each does one command of a client, with services of its own, and ends. The
 * next one is kept ready. What does not end keeps its memory and its threads, so that there may be but few of those.
 */
final class Guests implements Consumer<Consumer<BundleContext>> {
    private static final int MOST_LEFT = 4;
    private static final long PATIENCE_MILLIS = 5_000;

    private final Guest.Platform platform;
    private final Storage storage;
    private final long patienceMillis;
    private final List<ThreadGroup> left = new ArrayList<>();
    private int count;
    private Guest ready;

    Guests(Guest.Platform platform, Storage storage) {
        this(platform, storage, PATIENCE_MILLIS);
    }

    Guests(Guest.Platform platform, Storage storage, long patienceMillis) {
        this.platform = platform;
        this.storage = storage;
        this.patienceMillis = patienceMillis;
    }

    /** The command line looks for this. */
    void register(BundleContext host, String circumstances) {
        Map<String, String> properties = Map.of("slipway.platforms", "guests", "slipway.circumstances", circumstances);
        host.registerService(Consumer.class, this, new Hashtable<>(properties));
    }

    /**
     * Blocks until the work is done, the next platform is there and this one has gone. When this thread is interrupted the
     * work is too, and is left to itself if that does not end it.
     */
    @Override
    public void accept(Consumer<BundleContext> work) {
        try {
            Guest guest = take();
            try {
                guest.run(work);
            } finally {
                // It has been interrupted because of the work, if it has.
                Thread.interrupted();
                prepare();
                leave(guest.end());
            }
        } catch (ExecutionException broken) {
            throw broken.getCause() instanceof RuntimeException defect ? defect : new IllegalStateException(broken);
        } catch (BundleException broken) {
            throw new IllegalStateException(broken);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for one that is being prepared. */
    private synchronized Guest take() throws BundleException, IOException {
        left.removeIf(threads -> threads.activeCount() == 0);
        if (left.size() >= MOST_LEFT)
            throw new RejectedExecutionException(
                    MOST_LEFT + " commands that it did have not ended, perhaps because of a"
                            + " plug-in ('slipway plugin list'). 'slipway serve --stop' ends it and them");
        Guest kept = ready;
        ready = null;
        return kept == null ? start() : kept;
    }

    /** For the next one. Where that fails, that one will say so. */
    private synchronized void prepare() {
        try {
            if (ready == null) ready = start();
        } catch (BundleException | IOException | RuntimeException broken) {
            return;
        }
    }

    private Guest start() throws BundleException, IOException {
        // Whoever deletes it waits for this.
        synchronized (storage) {
            Path directory = storage.directory().resolve("guest-" + ++count);
            return new Guest(platform, directory, patienceMillis);
        }
    }

    private synchronized void leave(ThreadGroup threads) {
        if (threads.activeCount() > 0) left.add(threads);
    }
}
