package org.slipway.main;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;

/**
 * Platforms beside the one of a host that stays: each does one command of a client, with services of its own, and ends. The
 * next one is kept ready.
 */
final class Guests implements Consumer<Consumer<BundleContext>> {
    private static final long PATIENCE_MILLIS = 5_000;

    private final Bundles bundles;
    private final SharedModules modules;
    private final Storage storage;
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicReference<Guest> ready = new AtomicReference<>();

    private record Guest(Framework framework, Path directory) {}

    Guests(Bundles bundles, SharedModules modules, Storage storage) {
        this.bundles = bundles;
        this.modules = modules;
        this.storage = storage;
    }

    /** The command line looks for this. */
    void register(BundleContext host) {
        Map<String, String> properties =
                Map.of("slipway.platforms", "guests", "slipway.circumstances", Circumstances.here(bundles.home()));
        host.registerService(Consumer.class, this, new Hashtable<>(properties));
    }

    /** Blocks until the work is done, the platform has gone and the next one is there. */
    @Override
    public void accept(Consumer<BundleContext> work) {
        Guest kept = ready.getAndSet(null);
        Guest guest = kept == null ? start() : kept;
        try {
            work.accept(guest.framework.getBundleContext());
        } finally {
            end(guest);
            prepare();
        }
    }

    /** For the next one. Where that fails, that one will say so. */
    private void prepare() {
        try {
            Guest next = start();
            if (!ready.compareAndSet(null, next)) end(next);
        } catch (RuntimeException broken) {
            return;
        }
    }

    private Guest start() {
        try {
            Path directory;
            // Whoever deletes it waits for this.
            synchronized (storage) {
                directory = storage.directory().resolve("guest-" + count.incrementAndGet());
                return new Guest(bundles.start(directory, modules), directory);
            }
        } catch (BundleException broken) {
            throw new IllegalStateException(broken);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void end(Guest guest) {
        try {
            guest.framework.stop();
            guest.framework.waitForStop(PATIENCE_MILLIS);
        } catch (BundleException damaged) {
            // What is left of it has nothing more to do.
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        Storage.delete(guest.directory);
    }
}
