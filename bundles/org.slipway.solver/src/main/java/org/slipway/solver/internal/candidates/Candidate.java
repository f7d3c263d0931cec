package org.slipway.solver.internal.candidates;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import org.slipway.model.Version;
import org.slipway.model.feed.Command;
import org.slipway.model.feed.Dependency;
import org.slipway.model.feed.Implementation;
import org.slipway.model.feed.Implementation.Source;

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

    /**
     * In the order in which the reference decides and writes them: those of native packages and of binaries to be compiled
     * it has from the last to the first.
     */
    public List<Dependency> dependencies() {
        if (source.isEmpty() && !(implementation.source() instanceof Source.Packaged))
            return implementation.dependencies();
        List<Dependency> reversed = new ArrayList<>(implementation.dependencies());
        Collections.reverse(reversed);
        return reversed;
    }

    public Optional<Platforms.Group> group() {
        return Platforms.group(implementation.architecture());
    }
}
