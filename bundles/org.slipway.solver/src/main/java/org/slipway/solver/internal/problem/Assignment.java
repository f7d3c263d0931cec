package org.slipway.solver.internal.problem;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

import org.slipway.model.Role;
import org.slipway.solver.internal.candidates.Candidate;

/**
 * A solution: what each role is filled with, in the order of the roles.
 */
public record Assignment(SortedMap<Role, Filled> roles) {

    /**
     * @param candidate absent for the stand-in of a closest match
     * @param commands those that are used, in the order of their names
     */
    public record Filled(Optional<Candidate> candidate, List<String> commands) {}
}
