package org.slipway.itests.container;

import java.util.stream.Stream;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/** The bundle of all archive formats, which is exchanged in every kind of container. */
public final class ArchiveFormats {
    private ArchiveFormats() {}

    /** From now on other objects of other classes read archives. */
    public static void exchange(BundleContext context) throws BundleException {
        Bundle formats = Stream.of(context.getBundles())
                .filter(bundle -> bundle.getSymbolicName().equals("org.slipway.archives"))
                .findFirst()
                .orElseThrow();
        String location = formats.getLocation();
        formats.uninstall();
        Bundle newcomer = context.installBundle(location);
        newcomer.start();
        if (newcomer.getBundleId() == formats.getBundleId()) throw new AssertionError("It is the same: " + formats);
    }
}
