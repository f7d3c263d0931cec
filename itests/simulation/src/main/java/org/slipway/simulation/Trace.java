package org.slipway.simulation;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What happened in one simulated world, line by line. The same seed gives the same lines. */
final class Trace {

    private final List<String> lines = new ArrayList<>();
    private final Set<Fault> injected = EnumSet.noneOf(Fault.class);
    private final Set<Fault> mattered = EnumSet.noneOf(Fault.class);
    private Optional<Violation> violation = Optional.empty();
    private SimulatedLoop loop;

    void on(SimulatedLoop now) {
        this.loop = now;
    }

    void add(String line) {
        long millis = loop == null ? 0 : loop.elapsed().toMillis();
        lines.add(millis + " " + line);
    }

    /** To be thrown, and kept for the case that somebody in between takes it for a failure of a plug-in. */
    Violation violation(String what) {
        if (violation.isEmpty()) violation = Optional.of(new Violation(what));
        return violation.get();
    }

    Optional<Violation> violation() {
        return violation;
    }

    /** The world has this fault. */
    void injected(Fault fault) {
        injected.add(fault);
    }

    /** Somebody met this fault. */
    void mattered(Fault fault) {
        injected.add(fault);
        if (mattered.add(fault)) add("# " + fault);
    }

    Set<Fault> injected() {
        return injected;
    }

    Set<Fault> mattered() {
        return mattered;
    }

    List<String> lines() {
        return lines;
    }

    long hash() {
        long hash = 17;
        for (String line : lines) hash = hash * 1_000_003 + line.hashCode();
        return hash;
    }
}
