package org.slipway.packages.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.packages.PackageManager;
import org.slipway.packages.internal.Machine.Distribution;

/** Cygwin. */
@Component(service = PackageManager.class)
public final class Cygwin extends OfOneDistribution {
    static final String NAME = "Cygwin";

    @Activate
    public Cygwin(@Reference Machine machine) {
        super(machine, NAME, Distribution.CYGWIN);
    }

    @Override
    Packages open(Machine machine) {
        return new CygwinList(machine);
    }
}
