package org.slipway.cli.internal;

import org.osgi.framework.Version;
import org.slipway.model.feed.FeedReader;

/** What {@code --version} says. */
final class About {
    private About() {}

    /** That of the bundles, as feeds write it. */
    static String number(Version version) {
        return version.getMajor() + "." + version.getMinor() + "." + version.getMicro();
    }

    static String text(Version version) {
        return "slipway (zero-install) " + number(version)
                + "\nReads feeds as 0install " + FeedReader.INJECTOR_VERSION
                + " does, and shares its files."
                + "\nLicence: Apache-2.0, without any warranty. Running on Java "
                + Runtime.version().feature() + ".";
    }
}
