package org.slipway.solver.internal.remedy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.slipway.api.settings.NetworkUse;
import org.slipway.api.solver.Remedy;
import org.slipway.model.Form;
import org.slipway.model.Requirements;
import org.slipway.model.Requirements.Compilation;
import org.slipway.model.Role;
import org.slipway.model.Stability;
import org.slipway.model.feed.Implementation;
import org.slipway.solver.internal.candidates.Candidate;
import org.slipway.solver.internal.candidates.Candidates;
import org.slipway.solver.internal.candidates.Candidates.Rejected;
import org.slipway.solver.internal.candidates.Universe;
import org.slipway.solver.internal.problem.Assignment;

/** Changes that the user could make and that might help, the mildest first: read off the closest match. */
final class Ideas {

    private final Universe universe;
    private final Requirements requirements;
    private final NetworkUse networkUse;
    private final Set<Remedy> ideas = new LinkedHashSet<>();

    Ideas(Universe universe, Requirements requirements, NetworkUse networkUse) {
        this.universe = universe;
        this.requirements = requirements;
        this.networkUse = networkUse;
    }

    List<Remedy> from(Assignment closest) {
        for (Role role : closest.roles().keySet())
            Optional.ofNullable(requirements.restrictions().get(role.interfaceUri()))
                    .ifPresent(limit -> ideas.add(new Remedy.Unlimited(role.interfaceUri(), limit)));
        if (networkUse == NetworkUse.OFF_LINE) ideas.add(new Remedy.OnLine());
        commands();
        closest.roles().keySet().forEach(role -> rejected(role).forEach(this::machine));
        closest.roles().keySet().forEach(role -> rejected(role).forEach(it -> form(role, it)));
        closest.roles().keySet().forEach(role -> rejected(role).forEach(it -> rating(role, it)));
        return List.copyOf(ideas);
    }

    private List<Implementation> rejected(Role role) {
        return universe.of(role).rejected().stream()
                .map(Rejected::candidate)
                .map(Candidate::implementation)
                .toList();
    }

    private void commands() {
        Candidates root = universe.of(requirements.root());
        Set<String> names = new TreeSet<>();
        root.usable().forEach(it -> names.addAll(it.implementation().commands().keySet()));
        requirements.command().ifPresent(wanted -> {
            names.remove(wanted);
            names.forEach(name -> ideas.add(new Remedy.OtherCommand(Optional.of(name))));
            ideas.add(new Remedy.OtherCommand(Optional.empty()));
        });
    }

    private void machine(Implementation implementation) {
        implementation
                .architecture()
                .os()
                .filter(os -> !universe.scope().fitsSystem(Optional.of(os)))
                .ifPresent(os -> ideas.add(new Remedy.OtherSystem(os)));
        if (implementation.architecture().source()) return;
        implementation
                .architecture()
                .cpu()
                .filter(cpu -> !universe.scope().fitsProcessor(Optional.of(cpu)))
                .ifPresent(cpu -> ideas.add(new Remedy.OtherProcessor(cpu)));
    }

    private void form(Role role, Implementation implementation) {
        boolean source = implementation.architecture().source();
        if (source && requirements.mayCompile() == Compilation.FORBIDDEN) ideas.add(new Remedy.Compiling());
        if (!role.equals(requirements.root())) return;
        Form other = source ? Form.SOURCE : Form.BINARY;
        if (other != requirements.form()) ideas.add(new Remedy.OtherForm(other));
    }

    private void rating(Role role, Implementation implementation) {
        Stability stability = implementation.stability();
        if (stability.compareTo(Stability.BUGGY) <= 0) ideas.add(new Remedy.Accepted(role.interfaceUri(), stability));
    }

    /** What nobody can do without: the roles that the closest match leaves open. */
    static List<Remedy> missing(Assignment closest) {
        List<Remedy> missing = new ArrayList<>();
        closest.roles().forEach((role, filled) -> {
            if (filled.candidate().isEmpty()) missing.add(new Remedy.Supplied(role));
        });
        return missing;
    }
}
