package org.slipway.itests.container;

import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;

/** The container's services, for test methods that run inside it. */
final class Services {
    private Services() {}

    static BundleContext context() {
        return FrameworkUtil.getBundle(Services.class).getBundleContext();
    }

    static <T> T get(Class<T> type) {
        ServiceReference<T> reference = context().getServiceReference(type);
        if (reference == null) throw new AssertionError("There is no service " + type.getName());
        T service = context().getService(reference);
        if (service == null) throw new AssertionError("The service cannot be made: " + type.getName());
        return service;
    }

    /** Registers a service that is preferred to those that there are. */
    static <T> void offer(Class<T> type, T service) {
        context().registerService(type, service, new Hashtable<>(Map.of(Constants.SERVICE_RANKING, 1000)));
    }

    /** All of our bundles. */
    static List<Bundle> own() {
        return Arrays.stream(context().getBundles())
                .filter(bundle -> bundle.getSymbolicName().startsWith("org.slipway."))
                .filter(bundle -> bundle != context().getBundle())
                .toList();
    }
}
