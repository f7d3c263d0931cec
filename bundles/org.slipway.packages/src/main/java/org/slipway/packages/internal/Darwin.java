package org.slipway.packages.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.packages.PackageManager;
import org.slipway.packages.internal.Machine.Distribution;

/** A Mac, with or without MacPorts. */
@Component(service = PackageManager.class)
public final class Darwin extends OfOneDistribution {
    static final String NAME = "Darwin";

    @Activate
    public Darwin(@Reference Machine machine) {
        super(machine, NAME, Distribution.DARWIN, Distribution.MACPORTS);
    }

    @Override
    Packages open(Machine machine) {
        return new MacPrograms(machine);
    }
}
