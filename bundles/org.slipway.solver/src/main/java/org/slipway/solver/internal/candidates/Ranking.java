package org.slipway.solver.internal.candidates;

import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.slipway.api.settings.NetworkUse;
import org.slipway.api.solver.Choice.Criterion;
import org.slipway.api.solver.Choice.Verdict.Worse;
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

    /** One criterion. */
    private record Measure(Criterion criterion, Comparator<Rating> order, Function<Rating, Object> value) {
        static <T extends Comparable<? super T>> Measure of(Criterion criterion, Function<Rating, T> value) {
            return new Measure(criterion, Comparator.comparing(value), value::apply);
        }
    }

    private static final List<Measure> BEFORE_AVAILABILITY = List.of(
            Measure.of(Criterion.PREFERRED_BY_USER, Rating::preferred),
            Measure.of(Criterion.LANGUAGE, Rating::understood));

    private static final List<Measure> VERSIONS = List.of(
            Measure.of(Criterion.NEEDS_ADMINISTRATOR, Rating::withoutAdministrator),
            Measure.of(Criterion.STABILITY, Rating::stability),
            Measure.of(Criterion.VERSION, Rating::mainVersion),
            Measure.of(Criterion.NATIVE_PACKAGE, Rating::packaged),
            Measure.of(Criterion.VERSION_MODIFIERS, Rating::version),
            Measure.of(Criterion.SYSTEM, Rating::system),
            Measure.of(Criterion.COMPILED, Rating::existing),
            Measure.of(Criterion.PROCESSOR, Rating::processor),
            Measure.of(Criterion.COUNTRY, Rating::country));

    private static final List<Measure> TIES =
            List.of(Measure.of(Criterion.ID, Rating::id), Measure.of(Criterion.FEED, Rating::feed));

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

    private static int first(List<Measure> measures, Rating a, Rating b) {
        for (Measure measure : measures) {
            int difference = measure.order.compare(a, b);
            if (difference != 0) return difference;
        }
        return 0;
    }

    /** Why the first of two comes before the other. */
    Worse decision(Candidate better, Candidate worse) {
        for (Comparator<Implementation> rule : rules)
            if (rule.compare(better.implementation(), worse.implementation()) != 0)
                return new Worse(Criterion.RULE, "", rule.getClass().getName());
        return measured(BEFORE_AVAILABILITY, better, worse)
                .or(() -> available(better, worse).filter(w -> spareNetwork))
                .or(() -> measured(VERSIONS, better, worse))
                .or(() -> available(better, worse))
                .or(() -> measured(TIES, better, worse))
                .orElseGet(() -> new Worse(Criterion.FEED, "", ""));
    }

    private Optional<Worse> available(Candidate better, Candidate worse) {
        return byAvailability(better, worse) == 0
                ? Optional.empty()
                : Optional.of(new Worse(Criterion.AVAILABLE, "false", "true"));
    }

    private Optional<Worse> measured(List<Measure> measures, Candidate better, Candidate worse) {
        Rating ofBetter = rating(better);
        Rating ofWorse = rating(worse);
        return measures.stream()
                .filter(measure -> measure.order.compare(ofBetter, ofWorse) != 0)
                .findFirst()
                .map(measure -> new Worse(
                        measure.criterion,
                        measure.value.apply(ofWorse).toString(),
                        measure.value.apply(ofBetter).toString()));
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
