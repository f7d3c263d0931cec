package org.slipway.cli.internal;

import org.osgi.framework.Version;
import org.slipway.model.feed.FeedReader;

/** What {@code --version} says. */
final class About {
    private About() {}

    static String text(Version version) {
        return "slipway (zero-install) " + version.getMajor() + "." + version.getMinor() + "." + version.getMicro()
                + "\nReads feeds as 0install " + FeedReader.INJECTOR_VERSION
                + " does, and shares its files."
                + "\nLicence: Apache-2.0, without any warranty. Running on Java "
                + Runtime.version().feature() + ".";
    }
}
