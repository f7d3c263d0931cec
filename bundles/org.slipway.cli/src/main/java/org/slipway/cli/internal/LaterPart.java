package org.slipway.cli.internal;

import java.util.concurrent.Callable;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** Bundles of the distribution that most commands do without. In another container, everything is there from the start. */
record LaterPart(BundleContext context, String name) {

    /** Off the loop: they are installed and started, unless they have been. */
    void come() throws Exception {
        for (ServiceReference<?> part : context.getServiceReferences(Callable.class, "(slipway.part=" + name + ")"))
            ((Callable<?>) context.getService(part)).call();
    }
}
