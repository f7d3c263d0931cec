package org.slipway.solver.internal.candidates;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.slipway.api.feed.FeedPreferences;
import org.slipway.api.feed.InterfacePreferences;
import org.slipway.api.packages.PackageManager;
import org.slipway.api.solver.Explanation.Problem;
import org.slipway.api.solver.Snapshot;
import org.slipway.model.FeedUri;
import org.slipway.model.Role;
import org.slipway.model.Stability;
import org.slipway.model.feed.Feed;
import org.slipway.model.feed.FeedImport;
import org.slipway.model.feed.Implementation;
import org.slipway.solver.internal.candidates.Candidates.Rejected;
import org.slipway.solver.internal.candidates.Recollection.Gathered;
import org.slipway.solver.internal.candidates.Recollection.Look;

/** The candidates of every role, gathered when first asked for. */
public final class Universe {

    private final Scope scope;
    private final Snapshot snapshot;
    private final List<Comparator<Implementation>> rules;
    private final Inventory inventory;
    private final Acceptance acceptance;
    private final Compilation compilation;
    private final Recollection recollection;
    private final Map<Role, Candidates> known = new HashMap<>();
    private final Set<FeedUri> feeds = new LinkedHashSet<>();

    /** @param rules decide before all built-in criteria */
    public Universe(Scope scope, Snapshot snapshot, List<Comparator<Implementation>> rules) {
        this(scope, snapshot, rules, Recollection.none());
    }

    /** @param recollection of the same question */
    public Universe(Scope scope, Snapshot snapshot, List<Comparator<Implementation>> rules, Recollection recollection) {
        this.recollection = recollection;
        this.scope = scope;
        this.snapshot = snapshot;
        this.rules = rules;
        this.inventory = new Inventory(snapshot);
        this.acceptance = new Acceptance(scope, inventory, scope.networkUse());
        this.compilation = new Compilation(snapshot.platform());
    }

    /** All feeds asked for so far, in the order in which that happened. */
    public Set<FeedUri> feeds() {
        return Collections.unmodifiableSet(feeds);
    }

    public Scope scope() {
        return scope;
    }

    public Candidates of(Role role) {
        Candidates there = known.get(role);
        if (there == null) {
            Gathered gathered = recollection.recall(role, snapshot).orElseGet(() -> new Gathering(role).gather());
            recollection.keep(role, gathered);
            gathered.looks().forEach(look -> feeds.add(look.uri()));
            there = gathered.candidates();
            known.put(role, there);
        }
        return there;
    }

    /** Collects what there is for one role. */
    private final class Gathering {

        private final Role role;
        private final List<Problem> problems = new ArrayList<>();
        private final List<Rejected> rejected = new ArrayList<>();
        private final List<Look> looks = new ArrayList<>();

        Gathering(Role role) {
            this.role = role;
        }

        Gathered gather() {
            Optional<Feed> main = main();
            InterfacePreferences preferences = snapshot.preferences(role.interfaceUri());
            List<Feed> further = useful(preferences.feeds());
            if (main.isEmpty()) problems.add(new Problem.NoMainFeed(role.interfaceUri()));
            List<Implementation> all = new ArrayList<>();
            main.ifPresent(feed -> {
                addImplementations(feed, all);
                useful(reversed(feed.imports())).forEach(f -> addImplementations(f, all));
            });
            further.forEach(feed -> addImplementations(feed, all));
            Stability policy =
                    main.flatMap(feed -> preferences.stabilityPolicy()).orElse(snapshot.stabilityPolicy());
            List<Candidate> candidates = new ArrayList<>();
            for (Implementation implementation : all) candidate(implementation).ifPresent(candidates::add);
            Ranking ranking = sorted(candidates, policy);
            candidates.removeIf(this::isRejected);
            Collections.reverse(rejected);
            Candidates gathered = new Candidates(
                    replacement(main), List.copyOf(candidates), List.copyOf(rejected), List.copyOf(problems), ranking);
            return new Gathered(gathered, preferences, List.copyOf(looks));
        }

        private Optional<Feed> main() {
            try {
                return feed(role.interfaceUri().mainFeed());
            } catch (IllegalArgumentException noUri) {
                tell(noUri.getMessage());
                return Optional.empty();
            }
        }

        private Optional<Feed> feed(FeedUri uri) {
            Snapshot.Lookup lookup = snapshot.feed(uri);
            looks.add(new Look(uri, lookup, Optional.empty()));
            lookup.problem().ifPresent(this::tell);
            return lookup.feed();
        }

        private void tell(String problem) {
            problems.add(new Problem.Told(problem));
        }

        private List<Feed> useful(List<FeedImport> imports) {
            List<Feed> found = new ArrayList<>();
            for (FeedImport other : imports) {
                if (!scope.useful(other, role.form())) continue;
                Optional<Feed> feed = feed(other.uri());
                if (feed.isEmpty()) tell("Imported feed '" + other.uri() + "' not available");
                feed.ifPresent(found::add);
            }
            return found;
        }

        private void addImplementations(Feed feed, List<Implementation> all) {
            PackageManager.Found packages = snapshot.nativePackages(feed);
            looks.add(new Look(feed.uri(), snapshot.feed(feed.uri()), Optional.of(packages)));
            packages.problems().forEach(this::tell);
            addRated(packages.implementations(), new FeedUri.Distribution(feed.uri()), all);
            addRated(feed.implementations().values(), feed.uri(), all);
        }

        private void addRated(Collection<Implementation> some, FeedUri feed, List<Implementation> all) {
            if (some.isEmpty()) return;
            FeedPreferences preferences = snapshot.preferences(feed);
            for (Implementation implementation : some) {
                Stability own = preferences.stability().get(implementation.id());
                all.add(own == null ? implementation : implementation.withStability(own));
            }
        }

        /** A rule of another bundle that throws, or contradicts itself, is left out: the solve goes on without it. */
        private Ranking sorted(List<Candidate> candidates, Stability policy) {
            List<Comparator<Implementation>> sound = new ArrayList<>(rules);
            while (true) {
                List<Candidate> sorted = new ArrayList<>(candidates);
                Ranking ranking = new Ranking(List.copyOf(sound), scope, inventory, scope.networkUse(), policy);
                try {
                    sorted.sort(ranking);
                    Collections.copy(candidates, sorted);
                    return ranking;
                } catch (RuntimeException broken) {
                    if (sound.isEmpty()) throw broken;
                    Comparator<Implementation> suspect = sound.remove(sound.size() - 1);
                    tell("A ranking rule failed and was left out: "
                            + suspect.getClass().getName() + ": " + broken.getMessage());
                }
            }
        }

        private Optional<Candidate> candidate(Implementation implementation) {
            Candidate existing = Candidate.existing(implementation);
            boolean source = implementation.architecture().source();
            if (!source || !scope.mayCompileFor(role.form())) return Optional.of(existing);
            if (!implementation.commands().containsKey(Compilation.COMMAND)) {
                rejected.add(new Rejected(existing, "Missing <command name='compile'>"));
                return Optional.empty();
            }
            return compilation.result(implementation).map(binary -> new Candidate(binary, Optional.of(implementation)));
        }

        private boolean isRejected(Candidate candidate) {
            Optional<String> objection = acceptance.objection(role, candidate);
            objection.ifPresent(why -> rejected.add(new Rejected(candidate, why)));
            return objection.isPresent();
        }

        private Optional<Role> replacement(Optional<Feed> main) {
            return main.flatMap(Feed::replacedBy)
                    .filter(other -> !other.equals(role.interfaceUri()))
                    .map(other -> new Role(other, role.form()));
        }
    }

    private static List<FeedImport> reversed(List<FeedImport> imports) {
        List<FeedImport> copy = new ArrayList<>(imports);
        Collections.reverse(copy);
        return copy;
    }
}
