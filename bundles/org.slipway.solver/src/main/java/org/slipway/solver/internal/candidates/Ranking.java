package org.slipway.solver.internal.candidates;

import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import org.slipway.api.settings.NetworkUse;
import org.slipway.model.Stability;
import org.slipway.model.Version;
import org.slipway.model.feed.Implementation;

/**
 * The order of preference among the candidates of a role, best first: what other bundles say, then the built-in
 * criteria, of which the first difference decides.
 */
final class Ranking implements Comparator<Candidate> {

    /** What counts of one candidate; greater is better. Made once, as a sort asks many times. */
    private record Rating(
            boolean preferred,
            boolean understood,
            boolean withoutAdministrator,
            Stability stability,
            Version mainVersion,
            boolean packaged,
            Version version,
            int system,
            boolean existing,
            int processor,
            int country,
            String id,
            String feed) {}

    private static final List<Comparator<Rating>> BEFORE_AVAILABILITY =
            List.of(Comparator.comparing(Rating::preferred), Comparator.comparing(Rating::understood));

    private static final List<Comparator<Rating>> VERSIONS = List.of(
            Comparator.comparing(Rating::withoutAdministrator),
            Comparator.comparing(Rating::stability),
            Comparator.comparing(Rating::mainVersion),
            Comparator.comparing(Rating::packaged),
            Comparator.comparing(Rating::version),
            Comparator.comparing(Rating::system),
            Comparator.comparing(Rating::existing),
            Comparator.comparing(Rating::processor),
            Comparator.comparing(Rating::country));

    private static final List<Comparator<Rating>> TIES =
            List.of(Comparator.comparing(Rating::id), Comparator.comparing(Rating::feed));

    private final List<Comparator<Implementation>> rules;
    private final Scope scope;
    private final Inventory inventory;
    private final boolean spareNetwork;
    private final Stability policy;
    private final Map<Candidate, Rating> ratings = new IdentityHashMap<>();

    Ranking(
            List<Comparator<Implementation>> rules,
            Scope scope,
            Inventory inventory,
            NetworkUse networkUse,
            Stability policy) {
        this.rules = rules;
        this.scope = scope;
        this.inventory = inventory;
        this.spareNetwork = networkUse != NetworkUse.FULL;
        this.policy = policy;
    }

    @Override
    public int compare(Candidate a, Candidate b) {
        for (Comparator<Implementation> rule : rules) {
            int byRule = rule.compare(a.implementation(), b.implementation());
            if (byRule != 0) return byRule;
        }
        Rating ofA = rating(a);
        Rating ofB = rating(b);
        int difference = first(BEFORE_AVAILABILITY, ofB, ofA);
        if (difference == 0 && spareNetwork) difference = byAvailability(b, a);
        if (difference == 0) difference = first(VERSIONS, ofB, ofA);
        if (difference == 0 && !spareNetwork) difference = byAvailability(b, a);
        return difference != 0 ? difference : first(TIES, ofB, ofA);
    }

    private int byAvailability(Candidate a, Candidate b) {
        return Boolean.compare(inventory.has(a), inventory.has(b));
    }

    private static int first(List<Comparator<Rating>> criteria, Rating a, Rating b) {
        for (Comparator<Rating> criterion : criteria) {
            int difference = criterion.compare(a, b);
            if (difference != 0) return difference;
        }
        return 0;
    }

    private Rating rating(Candidate candidate) {
        return ratings.computeIfAbsent(candidate, this::rate);
    }

    private Rating rate(Candidate candidate) {
        Implementation implementation = candidate.implementation();
        return new Rating(
                implementation.stability() == Stability.PREFERRED,
                scope.languages().understood(implementation),
                !Acceptance.needsAdministrator(implementation),
                implementation.stability().compareTo(policy) >= 0 ? Stability.PREFERRED : implementation.stability(),
                implementation.version().withoutModifiers(),
                implementation.id().startsWith("package:"),
                implementation.version(),
                scope.systemScore(implementation.architecture()),
                candidate.source().isEmpty(),
                scope.processorScore(implementation.architecture()),
                scope.languages().score(implementation),
                implementation.id(),
                implementation.feed().text());
    }
}
