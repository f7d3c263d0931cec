package org.slipway.solver.internal.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.slipway.model.Role;
import org.slipway.model.feed.Command;
import org.slipway.solver.internal.candidates.Candidate;
import org.slipway.solver.internal.sat.AtMostOne;

/** Something to be filled at most once: a role, or a command of a role. */
public final class Choice {

    /** One way to fill it. */
    static final class Option {

        final int literal;
        /** Absent for the stand-in that fits everywhere. */
        final Optional<Candidate> candidate;
        /** Absent for the stand-in, and in the choice of a role. */
        final Optional<Command> command;
        /** What is chosen after it, in this order. */
        final List<Choice> next = new ArrayList<>();

        Option(int literal, Optional<Candidate> candidate, Optional<Command> command) {
            this.literal = literal;
            this.candidate = candidate;
            this.command = command;
        }
    }

    private final Role role;
    private final List<Option> options;
    private final AtMostOne atMostOne;

    /** @param options best first, with literals that follow each other */
    Choice(Role role, List<Option> options, AtMostOne atMostOne) {
        this.role = role;
        this.options = options;
        this.atMostOne = atMostOne;
    }

    Role role() {
        return role;
    }

    List<Option> options() {
        return options;
    }

    int[] literals() {
        return options.stream().mapToInt(o -> o.literal).toArray();
    }

    /** Those that are not stand-ins. */
    int[] realLiterals() {
        return options.stream()
                .filter(o -> o.candidate.isPresent())
                .mapToInt(o -> o.literal)
                .toArray();
    }

    Optional<Option> selected() {
        int literal = atMostOne.selected();
        return literal == AtMostOne.NONE ? Optional.empty() : Optional.of(option(literal));
    }

    /** The literal of the best option that is neither chosen nor ruled out, or {@link AtMostOne#NONE}. */
    int bestUndecided() {
        return atMostOne.bestUndecided();
    }

    private Option option(int literal) {
        return options.get((literal - options.get(0).literal) / 2);
    }
}
