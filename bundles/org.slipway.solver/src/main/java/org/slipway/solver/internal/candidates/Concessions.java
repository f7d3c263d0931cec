package org.slipway.solver.internal.candidates;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import org.slipway.api.settings.NetworkUse;
import org.slipway.api.solver.Remedy.Accepted;
import org.slipway.model.InterfaceUri;

/**
 * Changes of the world that are tried out while a remedy is sought.
 *
 * @param supplied interfaces that are taken to be there in a version that suits everybody
 * @param accepted poor ratings that are passed over
 * @param networkUse in place of the snapshot's
 */
public record Concessions(Set<InterfaceUri> supplied, Set<Accepted> accepted, Optional<NetworkUse> networkUse) {

    public static final Concessions NONE = new Concessions(Set.of(), Set.of(), Optional.empty());

    public Concessions supplying(InterfaceUri interfaceUri) {
        return new Concessions(with(supplied, interfaceUri), accepted, networkUse);
    }

    public Concessions accepting(Accepted rating) {
        return new Concessions(supplied, with(accepted, rating), networkUse);
    }

    public Concessions onLine() {
        return new Concessions(supplied, accepted, Optional.of(NetworkUse.FULL));
    }

    private static <T> Set<T> with(Set<T> some, T more) {
        Set<T> all = new HashSet<>(some);
        all.add(more);
        return all;
    }
}
