package org.slipway.api.solver;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.slipway.model.Importance;
import org.slipway.model.Role;
import org.slipway.model.Version;

/**
 * One component of a solution, and why it is this one.
 *
 * @param demands what other components demand of it; empty for the root
 * @param others all that might have been chosen in its place, the best first
 */
public record Choice(Role role, Explanation.Candidate selected, List<Demand> demands, List<Other> others) {

    /** @param limits in the reference's words, such as {@code version 2..} */
    public record Demand(Role user, Version version, Importance importance, List<String> limits) {}

    public record Other(Explanation.Candidate candidate, Verdict verdict) {}

    /** Why it was not chosen. */
    public sealed interface Verdict {

        /**
         * Of no use whatever the others are.
         *
         * @param why in the reference's words
         * @param remedy with what it would be asked for, where it is of another form
         */
        record Unusable(String why, Optional<Remedy> remedy) implements Verdict {
            public Unusable(String why) {
                this(why, Optional.empty());
            }
        }

        /** It would do, but the selected one is preferred: the first criterion by which the two differ. */
        record Worse(Criterion criterion, String its, String selected) implements Verdict {}

        /** It would be preferred, but something else that is selected does not go with it. */
        record Excluded(String why) implements Verdict {}

        /** It would be preferred, but then a component that is decided earlier would have to be another one, or go. */
        record Costly(Role role, Optional<Explanation.Candidate> instead) implements Verdict {}

        default <R> R fold(
                Function<Unusable, R> unusable,
                Function<Worse, R> worse,
                Function<Excluded, R> excluded,
                Function<Costly, R> costly) {
            if (this instanceof Unusable it) return unusable.apply(it);
            if (this instanceof Worse it) return worse.apply(it);
            if (this instanceof Excluded it) return excluded.apply(it);
            return costly.apply((Costly) this);
        }
    }

    /** What decides between two candidates of a role. */
    public enum Criterion {
        /** A rule of another bundle. */
        RULE,
        PREFERRED_BY_USER,
        LANGUAGE,
        AVAILABLE,
        NEEDS_ADMINISTRATOR,
        STABILITY,
        /** Up to the first modifier. */
        VERSION,
        NATIVE_PACKAGE,
        VERSION_MODIFIERS,
        SYSTEM,
        /** A binary that is there comes before one that would have to be compiled. */
        COMPILED,
        PROCESSOR,
        COUNTRY,
        ID,
        FEED
    }
}
