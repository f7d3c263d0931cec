package org.slipway.solver.internal.candidates;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import org.slipway.api.settings.NetworkUse;
import org.slipway.api.solver.Remedy.Accepted;
import org.slipway.model.FeedUri;
import org.slipway.model.InterfaceUri;
import org.slipway.model.Role;

/**
 * Changes of the world that are tried out while a remedy or a reason is sought.
 *
 * @param supplied interfaces that are taken to be there in a version that suits everybody
 * @param accepted poor ratings that are passed over
 * @param networkUse in place of the snapshot's
 * @param chosen the only one that its role may be filled with
 */
public record Concessions(
        Set<InterfaceUri> supplied, Set<Accepted> accepted, Optional<NetworkUse> networkUse, Optional<Chosen> chosen) {

    public record Chosen(InterfaceUri interfaceUri, FeedUri feed, String id) {
        boolean is(Candidate candidate) {
            return candidate.id().equals(id)
                    && candidate.implementation().feed().equals(feed);
        }
    }

    public static final Concessions NONE = new Concessions(Set.of(), Set.of(), Optional.empty(), Optional.empty());

    public static Concessions choosing(Role role, Candidate candidate) {
        Chosen chosen =
                new Chosen(role.interfaceUri(), candidate.implementation().feed(), candidate.id());
        return new Concessions(Set.of(), Set.of(), Optional.empty(), Optional.of(chosen));
    }

    public Concessions supplying(InterfaceUri interfaceUri) {
        return new Concessions(with(supplied, interfaceUri), accepted, networkUse, chosen);
    }

    public Concessions accepting(Accepted rating) {
        return new Concessions(supplied, with(accepted, rating), networkUse, chosen);
    }

    public Concessions onLine() {
        return new Concessions(supplied, accepted, Optional.of(NetworkUse.FULL), chosen);
    }

    private static <T> Set<T> with(Set<T> some, T more) {
        Set<T> all = new HashSet<>(some);
        all.add(more);
        return all;
    }
}
