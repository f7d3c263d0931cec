package org.slipway.itests.karaf;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.locks.LockSupport;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.slipway.api.driver.Driver;
import org.slipway.api.transport.Download;
import org.slipway.itests.container.ArchiveFormats;
import org.slipway.itests.container.Job;
import org.slipway.itests.container.Services;
import org.slipway.model.selections.Selections;

/** Does the main job once all is there, and writes down how it ended. The test outside says what and where. */
public final class MainJobInKaraf implements BundleActivator {
    static final String FEED = "slipway.itests.feed";
    static final String OTHER = "slipway.itests.other";
    static final String WORD = "slipway.itests.word";
    static final String RESULT = "slipway.itests.result";

    private static final long A_MOMENT = 100_000_000;

    private volatile boolean stopped;

    @Override
    public void start(BundleContext context) {
        Thread thread = new Thread(() -> work(context), "main-job");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void stop(BundleContext context) {
        stopped = true;
    }

    private void work(BundleContext context) {
        while (!isReady(context) && !stopped) LockSupport.parkNanos(A_MOMENT);
        try {
            String acquired = acquired(FEED);
            Path word = Path.of(System.getProperty(RESULT) + ".word");
            Download fetched = Job.fetch(URI.create(System.getProperty(WORD)), word);
            ArchiveFormats.exchange(context);
            write(acquired + ", " + fetched.getClass().getSimpleName() + ", " + acquired(OTHER));
        } catch (Exception | LinkageError | AssertionError failed) {
            write(failed.toString());
        }
    }

    /** How it ended, and how many implementations there were. */
    private static String acquired(String feed) throws Exception {
        Selections selections = Job.select(URI.create(System.getProperty(feed)));
        return Job.download(selections).getClass().getSimpleName() + " "
                + selections.selections().size();
    }

    /** What is optional for a service may come after it. */
    private static boolean isReady(BundleContext context) {
        return context.getServiceReference(Driver.class) != null
                && Services.own().stream().allMatch(bundle -> bundle.getState() == Bundle.ACTIVE);
    }

    private static void write(String result) {
        try {
            Path file = Path.of(System.getProperty(RESULT));
            Path draft = Files.writeString(Path.of(file + ".draft"), result);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }
}
