package org.slipway.solver.internal.candidates;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.slipway.api.feed.InterfacePreferences;
import org.slipway.api.packages.PackageManager.Found;
import org.slipway.api.solver.Snapshot;
import org.slipway.model.FeedUri;
import org.slipway.model.Requirements;
import org.slipway.model.Role;
import org.slipway.model.feed.Implementation;

/** The candidates of earlier solves of a run: they hold where nothing that they were gathered from has changed. */
public final class Recollection {

    /** What a feed was when somebody looked. */
    record Look(FeedUri uri, Snapshot.Lookup lookup, Optional<Found> packages) {

        boolean holds(Snapshot now) {
            Snapshot.Lookup again = now.feed(uri);
            if (again.feed().orElse(null) != lookup.feed().orElse(null)
                    || !again.problem().equals(lookup.problem())) return false;
            return packages.isEmpty() || now.nativePackages(again.feed().orElseThrow()) == packages.get();
        }
    }

    record Gathered(Candidates candidates, InterfacePreferences preferences, List<Look> looks) {

        private boolean holds(Role role, Snapshot now) {
            return now.preferences(role.interfaceUri()).equals(preferences)
                    && looks.stream().allMatch(look -> look.holds(now));
        }
    }

    private record Question(Requirements requirements, List<Comparator<Implementation>> rules) {}

    private final Optional<Question> question;
    private final Map<Role, Gathered> known = new HashMap<>();

    private Recollection(Optional<Question> question) {
        this.question = question;
    }

    /** Knows nothing, and tells nobody. */
    static Recollection none() {
        return new Recollection(Optional.empty());
    }

    /** What the snapshot's notes have, if the question is still the same. */
    public static Recollection of(
            Requirements requirements, Snapshot snapshot, List<Comparator<Implementation>> rules) {
        Optional<Question> asked = Optional.of(new Question(requirements, rules));
        Object noted = snapshot.notes().get(Recollection.class);
        if (noted instanceof Recollection before && before.question.equals(asked)) return before;
        Recollection fresh = new Recollection(asked);
        snapshot.notes().put(Recollection.class, fresh);
        return fresh;
    }

    Optional<Gathered> recall(Role role, Snapshot now) {
        return Optional.ofNullable(known.get(role)).filter(gathered -> gathered.holds(role, now));
    }

    void keep(Role role, Gathered gathered) {
        known.put(role, gathered);
    }
}
