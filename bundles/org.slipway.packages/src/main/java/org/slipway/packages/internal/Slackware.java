package org.slipway.packages.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.packages.PackageManager;
import org.slipway.packages.internal.Machine.Distribution;

/** Slackware. */
@Component(service = PackageManager.class)
public final class Slackware extends OfOneDistribution {
    static final String NAME = "Slack";

    @Activate
    public Slackware(@Reference Machine machine) {
        super(machine, NAME, Distribution.SLACKWARE);
    }

    @Override
    Packages open(Machine machine) {
        return new PackageLog(machine);
    }
}
