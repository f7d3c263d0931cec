package org.slipway.packages.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.packages.PackageManager;
import org.slipway.packages.internal.Machine.Distribution;

/** Machines on which no package manager tells of Python. */
@Component(service = PackageManager.class)
public final class HostPython extends OfOneDistribution {
    static final String NAME = "host";

    @Activate
    public HostPython(@Reference Machine machine) {
        super(machine, NAME, Distribution.PORTS, Distribution.DARWIN, Distribution.UNKNOWN);
    }

    @Override
    Packages open(Machine machine) {
        return new PythonFeeds(machine);
    }
}
