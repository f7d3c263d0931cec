package org.slipway.solver.internal.problem;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.slipway.model.Importance;
import org.slipway.model.Role;
import org.slipway.model.feed.Command;
import org.slipway.model.feed.Dependency;
import org.slipway.solver.internal.candidates.Candidate;
import org.slipway.solver.internal.candidates.Needs;
import org.slipway.solver.internal.candidates.Platforms;
import org.slipway.solver.internal.candidates.Universe;
import org.slipway.solver.internal.problem.Choice.Option;
import org.slipway.solver.internal.sat.SatEngine;

/** Translates what a root role can lead to into clauses: everything that could be reached, whether it is chosen or not. */
final class Problem {

    record CommandOf(String name, Role role) {}

    private final Universe universe;
    private final SatEngine sat;
    private final Match match;
    private final Demands demands;
    private final Map<Role, Choice> roles = new LinkedHashMap<>();
    private final Map<CommandOf, Choice> commands = new LinkedHashMap<>();
    private final Map<Platforms.Group, Integer> groups = new EnumMap<>(Platforms.Group.class);

    /** What is known to be needed, but not looked at yet: a queue instead of recursion, as chains may be deep. */
    private final Deque<Runnable> pending = new ArrayDeque<>();

    Problem(Universe universe, SatEngine sat, Match match) {
        this.universe = universe;
        this.sat = sat;
        this.match = match;
        this.demands = new Demands(this, sat);
    }

    /** Adds all clauses and gives the choice where everything begins. */
    Choice build(Role role, Optional<String> command) {
        Choice root = command.map(name -> command(role, name)).orElseGet(() -> role(role));
        sat.atLeastOne(root.literals());
        while (!pending.isEmpty()) pending.remove().run();
        forbidReplacedWithReplacement();
        if (groups.size() > 1)
            sat.atMostOne(groups.values().stream().mapToInt(i -> i).toArray());
        return root;
    }

    Collection<Choice> roles() {
        return roles.values();
    }

    Map<CommandOf, Choice> commands() {
        return commands;
    }

    Choice role(Role role) {
        Choice there = roles.get(role);
        if (there != null) return there;
        List<Option> options = new ArrayList<>();
        for (Candidate candidate : universe.of(role).usable())
            options.add(new Option(sat.newVariable(), Optional.of(candidate), Optional.empty()));
        if (match == Match.CLOSEST) options.add(new Option(sat.newVariable(), Optional.empty(), Optional.empty()));
        Choice choice = choice(role, options);
        roles.put(role, choice);
        for (Option option : options)
            option.candidate.ifPresent(candidate -> pending.add(() -> addNeeds(role, option, candidate)));
        return choice;
    }

    private Choice choice(Role role, List<Option> options) {
        return new Choice(
                role,
                options,
                sat.atMostOne(options.stream().mapToInt(o -> o.literal).toArray()));
    }

    private void addNeeds(Role role, Option option, Candidate candidate) {
        candidate
                .group()
                .ifPresent(group -> sat.implies(option.literal, groups.computeIfAbsent(group, g -> sat.newVariable())));
        add(role, option, Needs.of(candidate, universe.scope()));
    }

    Choice command(Role role, String name) {
        CommandOf key = new CommandOf(name, role);
        Choice there = commands.get(key);
        if (there != null) return there;
        Choice implementations = role(role);
        List<Option> options = new ArrayList<>();
        List<Option> providers = new ArrayList<>();
        for (Option provider : implementations.options()) {
            Optional<Command> command = provider.candidate.flatMap(c -> c.command(name));
            if (provider.candidate.isPresent() && command.isEmpty()) continue;
            options.add(new Option(sat.newVariable(), provider.candidate, command));
            providers.add(provider);
        }
        Choice choice = choice(role, options);
        commands.put(key, choice);
        for (int i = 0; i < options.size(); i++) {
            Option option = options.get(i);
            Option provider = providers.get(i);
            pending.add(() -> addNeeds(implementations, option, provider));
        }
        return choice;
    }

    private void addNeeds(Choice implementations, Option command, Option provider) {
        sat.implies(command.literal, provider.literal);
        command.command.ifPresent(c -> add(implementations.role(), command, Needs.of(c, universe.scope())));
        command.next.add(implementations);
    }

    private void add(Role role, Option user, Needs needs) {
        for (String name : needs.ownCommands()) {
            Choice own = command(role, name);
            sat.implies(user.literal, own.literals());
            user.next.add(own);
        }
        for (Dependency dependency : needs.dependencies()) {
            sat.implies(user.literal, demands.literal(dependency));
            if (dependency.importance() == Importance.RESTRICTS) continue;
            user.next.add(role(dependency.role()));
            for (String name : Demands.commands(dependency)) user.next.add(command(dependency.role(), name));
        }
    }

    private void forbidReplacedWithReplacement() {
        for (Choice replaced : roles.values()) {
            Choice replacement =
                    universe.of(replaced.role()).replacement().map(roles::get).orElse(null);
            if (replacement == null) continue;
            int[] ours = replaced.realLiterals();
            int[] theirs = replacement.realLiterals();
            if (ours.length > 0 && theirs.length > 0) sat.atMostOne(concatenated(ours, theirs));
        }
    }

    private static int[] concatenated(int[] a, int[] b) {
        int[] all = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        return all;
    }
}
