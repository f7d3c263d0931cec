package org.slipway.itests.container;

import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/** The container's services, for test methods that run inside it. */
public final class Services {
    private Services() {}

    public static BundleContext context() {
        return FrameworkUtil.getBundle(Services.class).getBundleContext();
    }

    public static <T> T get(Class<T> type) {
        ServiceReference<T> reference = context().getServiceReference(type);
        if (reference == null) throw new AssertionError("There is no service " + type.getName());
        T service = context().getService(reference);
        if (service == null) throw new AssertionError("The service cannot be made: " + type.getName());
        return service;
    }

    /** Registers a service that is preferred to those that there are. */
    public static <T> ServiceRegistration<T> offer(Class<T> type, T service) {
        return context().registerService(type, service, new Hashtable<>(Map.of(Constants.SERVICE_RANKING, 1000)));
    }

    /** Makes all components anew. */
    public static void restart() throws BundleException {
        List<Bundle> own = own();
        for (Bundle bundle : own) bundle.stop();
        for (Bundle bundle : own) bundle.start();
    }

    /** All of our bundles. */
    public static List<Bundle> own() {
        return Arrays.stream(context().getBundles())
                .filter(bundle -> bundle.getSymbolicName().startsWith("org.slipway."))
                .filter(bundle -> bundle != context().getBundle())
                .toList();
    }
}
