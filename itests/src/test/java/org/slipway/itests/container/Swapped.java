package org.slipway.itests.container;

import java.io.InputStream;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/** A bundle that is exchanged again and again, and what becomes of the class loaders of its past. */
final class Swapped {
    /** The one that is there, and one whose last work may just have ended. */
    static final int BEING_USED = 2;

    private static final int PATIENCE = 600;

    private final String location;
    private final ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
    private final Set<WeakReference<ClassLoader>> loaders = new HashSet<>();
    private Bundle bundle;

    Swapped(URI jar) throws Exception {
        this.location = jar.toString();
        this.bundle = Arrays.stream(Services.context().getBundles())
                .filter(installed -> installed.getLocation().equals(location))
                .findFirst()
                .orElse(null);
        if (bundle == null) install();
        note();
    }

    private void install() throws Exception {
        bundle = Services.context().installBundle(location);
        bundle.start();
    }

    private void note() {
        loaders.add(new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader(), collected));
    }

    /** Each time under what is going on: something has been done since. */
    int cycles(int number, Load load) throws Exception {
        for (int i = 0; i < number; i++) {
            update();
            bundle.stop();
            bundle.start();
            load.awaitMore();
            replace();
        }
        return number;
    }

    private void update() throws Exception {
        try (InputStream jar = URI.create(location).toURL().openStream()) {
            bundle.update(jar);
        }
        refresh();
        note();
    }

    private void replace() throws Exception {
        bundle.uninstall();
        refresh();
        install();
        note();
    }

    private void refresh() throws InterruptedException {
        CountDownLatch refreshed = new CountDownLatch(1);
        Services.context()
                .getBundle(0)
                .adapt(FrameworkWiring.class)
                .refreshBundles(List.of(bundle), event -> refreshed.countDown());
        refreshed.await(1, TimeUnit.MINUTES);
    }

    /** How many class loaders are left of all that there were. */
    int leaked() throws InterruptedException {
        for (int i = 0; i < PATIENCE && loaders.size() > BEING_USED; i++) {
            System.gc();
            for (Object gone = collected.remove(100); gone != null; gone = collected.poll()) loaders.remove(gone);
        }
        return loaders.size();
    }

    /** With the threads there are, as a thread keeps the loaders of who has made it. */
    @Override
    public String toString() {
        return location + " beside "
                + Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .sorted()
                        .toList();
    }
}
