package org.slipway.main;

import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/**
 * Bundles that most commands do without, which come when somebody calls for them.
 *
 * @param installed where those are that are only there for others
 * @param started and those that do something
 */
record LaterPart(BundleContext context, List<String> installed, List<String> started) implements Callable<Void> {
    /** @param name by which it is found, as {@code slipway.part} */
    void offer(String name) {
        context.registerService(Callable.class, this, new Hashtable<>(Map.of("slipway.part", name)));
    }

    @Override
    public Void call() throws BundleException {
        for (String location : installed) context.installBundle(location);
        for (String location : started) context.installBundle(location).start(Bundle.START_TRANSIENT);
        return null;
    }
}
