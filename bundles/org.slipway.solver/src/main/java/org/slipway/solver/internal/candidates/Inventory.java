package org.slipway.solver.internal.candidates;

import java.util.IdentityHashMap;
import java.util.Map;

import org.slipway.api.solver.Snapshot;
import org.slipway.api.solver.Snapshot.Availability;
import org.slipway.model.feed.Implementation;

/** What is here already. Asks only for what somebody wants to know, and once, as the answer may need the file system. */
final class Inventory {

    private final Snapshot snapshot;
    private final Map<Implementation, Availability> known = new IdentityHashMap<>();

    Inventory(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    Availability availability(Candidate candidate) {
        return known.computeIfAbsent(candidate.origin(), snapshot::availability);
    }

    boolean has(Candidate candidate) {
        return availability(candidate) == Availability.AVAILABLE;
    }
}
