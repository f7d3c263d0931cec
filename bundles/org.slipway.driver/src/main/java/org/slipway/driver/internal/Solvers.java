package org.slipway.driver.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.FieldOption;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.slipway.api.monitor.Announcer;
import org.slipway.api.monitor.Event;
import org.slipway.api.solver.Snapshot;
import org.slipway.api.solver.Solution;
import org.slipway.api.solver.Solver;
import org.slipway.async.Loop;
import org.slipway.async.Provider;
import org.slipway.async.Providers;
import org.slipway.async.Switch;
import org.slipway.model.Requirements;

/** All solvers there are. */
@Component(service = Solvers.class)
public final class Solvers {

    @Reference(fieldOption = FieldOption.REPLACE, cardinality = ReferenceCardinality.AT_LEAST_ONE)
    volatile List<Map.Entry<Map<String, Object>, Solver>> solvers = List.of();

    /** Far longer than any solve that somebody would wait for. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Loop loop;
    private final Announcer announcer;
    private final Providers<Solver> providers;

    @Activate
    public Solvers(@Reference Loop loop, @Reference Announcer announcer) {
        this.loop = loop;
        this.announcer = announcer;
        this.providers =
                new Providers<>(loop, "solver", () -> solvers, text -> announcer.announce(new Event.Warning(text)));
    }

    /**
     * The one of that name; or the highest ranking, and the next if it is defective.
     *
     * @param scope of the run that asks; once it is off, nobody is told how long a solve took
     * @throws IllegalArgumentException if there is none of that name, with a sentence for the user
     */
    Solver named(Optional<String> wanted, Switch scope) {
        List<Provider<Solver>> now = wanted.isEmpty() ? providers.inTurn() : providers.all();
        List<Provider<Solver>> named = now.stream()
                .filter(solver -> wanted.isEmpty() || solver.texts(Solver.NAME).contains(wanted.get()))
                .toList();
        if (named.isEmpty())
            throw new IllegalArgumentException("There is no solver called '" + wanted.orElse("") + "'; there is: "
                    + now.stream().flatMap(it -> it.texts(Solver.NAME).stream()).collect(Collectors.joining(", ")));
        return (requirements, snapshot) -> timed(named, requirements, snapshot, scope);
    }

    /** It is off the loop, where nothing is announced. */
    private Solution timed(List<Provider<Solver>> named, Requirements requirements, Snapshot snapshot, Switch scope) {
        Instant begun = loop.clock().instant();
        Solution solution = solve(named, requirements, snapshot);
        Duration took = Duration.between(begun, loop.clock().instant());
        loop.run(() -> {
            if (!scope.isOff()) announcer.announce(new Event.SolveEnded(requirements.interfaceUri(), took));
        });
        return solution;
    }

    private static Solution solve(List<Provider<Solver>> solvers, Requirements requirements, Snapshot snapshot) {
        String failure = "";
        for (Provider<Solver> solver : solvers) {
            try {
                Solution solution = solver.ask(LONGEST, asked -> solve(asked, requirements, snapshot));
                if (answers(solution, requirements)) return solution;
                failure = solver.isBroken("its solution is of another question").getMessage();
            } catch (IOException ofTheSnapshot) {
                throw new UncheckedIOException(ofTheSnapshot);
            } catch (Provider.Defect defect) {
                failure = defect.getMessage();
            } catch (Exception unexpected) {
                failure = solver.isBroken(unexpected.toString()).getMessage();
            }
        }
        throw new IllegalStateException(failure);
    }

    /** It reads nothing itself: what cannot be read is no defect of it. */
    private static Solution solve(Solver solver, Requirements requirements, Snapshot snapshot) throws IOException {
        try {
            return solver.solve(requirements, snapshot);
        } catch (UncheckedIOException ofTheSnapshot) {
            throw ofTheSnapshot.getCause();
        }
    }

    private static boolean answers(Solution solution, Requirements requirements) {
        return !(solution instanceof Solution.Solved solved)
                || solved.selections().root().interfaceUri().equals(requirements.interfaceUri());
    }
}
