package org.slipway.solver.internal.candidates;

import java.util.Optional;

import org.slipway.model.Version;
import org.slipway.model.feed.Command;
import org.slipway.model.feed.Implementation;

/**
 * An implementation that a role could be filled with.
 *
 * @param implementation what would be selected
 * @param source what it would have to be compiled from; absent if it is there already
 */
public record Candidate(Implementation implementation, Optional<Implementation> source) {

    static Candidate existing(Implementation implementation) {
        return new Candidate(implementation, Optional.empty());
    }

    /** What would have to be fetched for it. */
    Implementation origin() {
        return source.orElse(implementation);
    }

    public String id() {
        return implementation.id();
    }

    public Version version() {
        return implementation.version();
    }

    public Optional<Command> command(String name) {
        return Optional.ofNullable(implementation.commands().get(name));
    }

    public Optional<Platforms.Group> group() {
        return Platforms.group(implementation.architecture());
    }
}
