package org.slipway.packages.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.packages.PackageManager;
import org.slipway.packages.internal.Machine.Distribution;

/** Gentoo. */
@Component(service = PackageManager.class)
public final class Gentoo extends OfOneDistribution {
    static final String NAME = "Gentoo";

    @Activate
    public Gentoo(@Reference Machine machine) {
        super(machine, NAME, Distribution.GENTOO);
    }

    @Override
    Packages open(Machine machine) {
        return new Portage(machine);
    }
}
