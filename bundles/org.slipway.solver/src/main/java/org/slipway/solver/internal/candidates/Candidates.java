package org.slipway.solver.internal.candidates;

import java.util.List;
import java.util.Optional;

import org.slipway.api.solver.Choice.Verdict.Worse;
import org.slipway.api.solver.Explanation.Problem;
import org.slipway.model.Form;
import org.slipway.model.Role;

/**
 * What there is for a role.
 *
 * @param replacement the role that must not be filled together with this one
 * @param usable best first
 * @param rejected worst first
 * @param problems of its feeds
 * @param ranking that the usable ones are sorted by
 */
public record Candidates(
        Optional<Role> replacement,
        List<Candidate> usable,
        List<Rejected> rejected,
        List<Problem> problems,
        Ranking ranking) {

    /** Why the first of two usable ones comes before the other. */
    public Worse decision(Candidate better, Candidate worse) {
        return ranking.decision(better, worse);
    }

    /** @param why in the reference's words */
    public record Rejected(Candidate candidate, String why) {

        /** What it is, where something of the other form is wanted. */
        public Optional<Form> otherForm() {
            return switch (why) {
                case Acceptance.BINARY -> Optional.of(Form.BINARY);
                case Acceptance.SOURCE -> Optional.of(Form.SOURCE);
                default -> Optional.empty();
            };
        }
    }
}
