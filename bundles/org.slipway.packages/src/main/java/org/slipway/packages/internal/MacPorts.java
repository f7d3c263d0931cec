package org.slipway.packages.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.packages.PackageManager;
import org.slipway.packages.internal.Machine.Distribution;

/** A Mac with MacPorts. */
@Component(service = PackageManager.class)
public final class MacPorts extends OfOneDistribution {
    static final String NAME = "MacPorts";

    @Activate
    public MacPorts(@Reference Machine machine) {
        super(machine, NAME, Distribution.MACPORTS);
    }

    @Override
    Packages open(Machine machine) {
        return new PortRegistry(machine);
    }
}
