package org.slipway.solver.internal.candidates;

import java.util.Optional;

import org.slipway.api.settings.NetworkUse;
import org.slipway.api.solver.Snapshot.Availability;
import org.slipway.model.Form;
import org.slipway.model.Role;
import org.slipway.model.feed.Implementation;
import org.slipway.model.feed.Implementation.Source;

/** Refuses candidates that are of no use whatever the others are. */
final class Acceptance {

    static final String BINARY = "We want source and this is a binary";
    static final String SOURCE = "We want a binary and this is source";

    private final Scope scope;
    private final Inventory inventory;
    private final NetworkUse networkUse;

    Acceptance(Scope scope, Inventory inventory, NetworkUse networkUse) {
        this.scope = scope;
        this.inventory = inventory;
        this.networkUse = networkUse;
    }

    /** The first reason against it, in the reference's words; empty if it can be used. */
    Optional<String> objection(Role role, Candidate candidate) {
        Implementation implementation = candidate.implementation();
        Optional<Restriction> demanded = scope.demanded(role.interfaceUri());
        if (demanded.isPresent() && !demanded.get().allows().test(candidate))
            return Optional.of(
                    "Excluded by user-provided restriction: " + demanded.get().text());
        if (scope.isPoor(role.interfaceUri(), implementation.stability()))
            return Optional.of("Poor stability '" + implementation.stability().text() + "'");
        if (!scope.fitsSystem(implementation.architecture().os()))
            return Optional.of("Not compatible with the requested OS type");
        boolean source = implementation.architecture().source();
        if (role.form() == Form.SOURCE && !source) return Optional.of(BINARY);
        if (role.form() == Form.BINARY && source) return Optional.of(SOURCE);
        if (!source && !scope.fitsProcessor(implementation.architecture().cpu()))
            return Optional.of("Not compatible with the requested CPU type");
        return unobtainable(candidate);
    }

    private Optional<String> unobtainable(Candidate candidate) {
        Availability availability = inventory.availability(candidate);
        if (availability == Availability.AVAILABLE) return Optional.empty();
        boolean offline = networkUse == NetworkUse.OFF_LINE;
        Optional<String> notNow =
                Optional.of("Can't download it because we're offline").filter(x -> offline);
        return candidate
                .origin()
                .source()
                .fold(
                        cached -> {
                            if (cached.retrievalMethods().isEmpty()) return Optional.of("No retrieval methods");
                            return notNow.filter(x -> availability != Availability.RETRIEVABLE_OFFLINE);
                        },
                        local -> Optional.of("Local impl's directory (" + local.path() + ") is missing"),
                        packaged -> notNow);
    }

    static boolean needsAdministrator(Implementation implementation) {
        return implementation.source() instanceof Source.Packaged p && p.state() == Source.Packaged.State.INSTALLABLE;
    }
}
