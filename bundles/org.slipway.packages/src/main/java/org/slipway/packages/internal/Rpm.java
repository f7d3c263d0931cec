package org.slipway.packages.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.packages.PackageManager;
import org.slipway.packages.internal.Machine.Distribution;

/** Fedora, openSUSE and others. */
@Component(service = PackageManager.class)
public final class Rpm extends OfOneDistribution {
    static final String NAME = "RPM";

    @Activate
    public Rpm(@Reference Machine machine) {
        super(machine, NAME, Distribution.RPM);
    }

    @Override
    Packages open(Machine machine) {
        return new RpmDatabase(machine);
    }
}
