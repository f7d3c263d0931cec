package org.slipway.solver.internal.candidates;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import org.slipway.model.feed.Binding;
import org.slipway.model.feed.Command;
import org.slipway.model.feed.Dependency;

/**
 * What a candidate or a command of it needs, in the order in which it is decided. That order is the reference's, which
 * has the dependencies of commands from the last to the first.
 *
 * @param dependencies those that count
 * @param ownCommands commands of the same implementation, by bindings to itself
 */
public record Needs(List<Dependency> dependencies, List<String> ownCommands) {

    public static Needs of(Candidate candidate, Scope scope) {
        List<Dependency> dependencies = counting(candidate.dependencies(), scope);
        return new Needs(dependencies, commands(candidate.implementation().bindings()));
    }

    public static Needs of(Command command, Scope scope) {
        List<Dependency> dependencies = counting(command.dependencies(), scope);
        Collections.reverse(dependencies);
        List<String> ownCommands = commands(command.bindings());
        Collections.reverse(ownCommands);
        return new Needs(dependencies, ownCommands);
    }

    private static List<Dependency> counting(List<Dependency> all, Scope scope) {
        List<Dependency> counting = new ArrayList<>();
        for (Dependency dependency : all) if (scope.needs(dependency)) counting.add(dependency);
        return counting;
    }

    private static List<String> commands(List<Binding> bindings) {
        List<String> commands = new ArrayList<>();
        for (Binding binding : bindings) command(binding).ifPresent(commands::add);
        return commands;
    }

    private static Optional<String> command(Binding binding) {
        return binding.fold(
                environment -> Optional.empty(),
                inVar -> Optional.of(inVar.command()),
                inPath -> Optional.of(inPath.command()),
                generic -> generic.command());
    }
}
