package org.slipway.main;

import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/** Bundles that most commands do without, which are installed and started when somebody calls for them. */
record LaterPart(BundleContext context, List<Path> jars) implements Callable<Boolean> {
    /** @param name by which it is found, as {@code slipway.part} */
    static void offer(BundleContext context, String name, List<Path> jars) {
        context.registerService(
                Callable.class, new LaterPart(context, jars), new Hashtable<>(Map.of("slipway.part", name)));
    }

    @Override
    public Boolean call() throws BundleException {
        for (Path jar : jars) context.installBundle("reference:" + jar.toUri()).start(Bundle.START_TRANSIENT);
        return !jars.isEmpty();
    }
}
