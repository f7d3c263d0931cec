package org.slipway.packages.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.packages.PackageManager;
import org.slipway.packages.internal.Machine.Distribution;

/** FreeBSD and its relatives. */
@Component(service = PackageManager.class)
public final class Ports extends OfOneDistribution {
    static final String NAME = "Ports";

    @Activate
    public Ports(@Reference Machine machine) {
        super(machine, NAME, Distribution.PORTS);
    }

    @Override
    Packages open(Machine machine) {
        return new PortsDatabase(machine);
    }
}
