package org.slipway.packages.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.slipway.api.packages.PackageManager;
import org.slipway.model.FeedUri;
import org.slipway.model.feed.NativePackage;
import org.slipway.packages.internal.Machine.Distribution;

/** The package manager of one distribution. Where it is another one, nothing but this is loaded. */
abstract class OfOneDistribution implements PackageManager {
    private final Machine machine;
    private final String name;
    private final List<Distribution> machines;
    private Packages packages;

    /**
     * @param name as feeds write it
     * @param machines those that have it
     */
    OfOneDistribution(Machine machine, String name, Distribution... machines) {
        this.machine = machine;
        this.name = name;
        this.machines = List.of(machines);
    }

    /** Called at most once. */
    abstract Packages open(Machine machine);

    @Override
    public final String distribution() {
        return name;
    }

    @Override
    public final Presence presence() {
        return machines.contains(machine.distribution()) ? Presence.PRESENT : Presence.ABSENT;
    }

    /** With those that would make it a machine of another distribution. */
    @Override
    public final List<Path> databases() {
        if (presence() == Presence.ABSENT) return List.of();
        List<Path> own = packages().databases();
        if (own.isEmpty()) return own;
        List<Path> all = new ArrayList<>(machine.missed());
        all.addAll(own);
        return List.copyOf(all);
    }

    @Override
    public final Found find(FeedUri feed, List<NativePackage> wanted, Depth depth) {
        return presence() == Presence.ABSENT ? Found.NONE : packages().find(feed, wanted, depth);
    }

    private synchronized Packages packages() {
        if (packages == null) packages = open(machine);
        return packages;
    }
}
