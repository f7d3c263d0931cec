package org.slipway.packages.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.packages.PackageManager;
import org.slipway.packages.internal.Machine.Distribution;

/** Arch Linux and its children. */
@Component(service = PackageManager.class)
public final class Arch extends OfOneDistribution {
    static final String NAME = "Arch";

    @Activate
    public Arch(@Reference Machine machine) {
        super(machine, NAME, Distribution.ARCH);
    }

    @Override
    Packages open(Machine machine) {
        return new Pacman(machine);
    }
}
