package org.slipway.driver.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.slipway.api.monitor.Event;
import org.slipway.api.solver.Explanation;
import org.slipway.api.solver.Solution;
import org.slipway.api.solver.Solver;
import org.slipway.async.Switch;
import org.slipway.model.InterfaceUri;
import org.slipway.model.Requirements;
import org.slipway.model.selections.SelectionsReader;
import org.slipway.model.xml.Element;
import org.slipway.testkit.ManualLoop;

class SolversTest {
    private static final Requirements QUESTION = Requirements.run(new InterfaceUri("http://example.com/a.xml"));
    private static final Solution ANSWER = new Solution.Unsolvable(new Explanation(List.of()), Set.of());

    private final ManualLoop loop = new ManualLoop();
    private final List<String> asked = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final Solvers solvers = new Solvers(loop, events::add);

    private Map.Entry<Map<String, Object>, Solver> solver(String name, int ranking, Solver solver) {
        return Map.entry(
                Map.of(Solver.NAME, name, "component.name", name, "service.ranking", ranking), (wanted, world) -> {
                    asked.add(name);
                    return solver.solve(wanted, world);
                });
    }

    private static Solution answer(Object requirements, Object snapshot) {
        return ANSWER;
    }

    private Solution solve(Optional<String> name) {
        return solvers.named(name, loop.scope()).solve(QUESTION, null);
    }

    @Test
    void the_highest_ranking_solver_chooses_unless_another_is_named() {
        solvers.solvers = List.of(solver("low", 1, SolversTest::answer), solver("high", 2, SolversTest::answer));

        solve(Optional.empty());
        solve(Optional.of("low"));

        assertThat(asked).containsExactly("high", "low");
    }

    @Test
    void a_name_that_nobody_has_is_refused_with_those_that_there_are() {
        solvers.solvers = List.of(solver("low", 1, SolversTest::answer), solver("high", 2, SolversTest::answer));

        assertThatThrownBy(() -> solvers.named(Optional.of("other"), loop.scope()))
                .hasMessage("There is no solver called 'other'; there is: high, low");
    }

    @Test
    void a_file_that_cannot_be_read_is_no_defect_of_the_solver() {
        solvers.solvers = List.of(
                solver("reading", 2, (wanted, world) -> {
                    throw new UncheckedIOException(new IOException("damaged"));
                }),
                solver("other", 1, SolversTest::answer));

        assertThatThrownBy(() -> solve(Optional.empty())).hasRootCauseMessage("damaged");
        loop.run();
        assertThat(asked).containsExactly("reading");
        assertThat(events).isEmpty();
    }

    @Test
    void one_that_throws_blocks_answers_nothing_or_another_question_is_named_and_the_next_one_asked() {
        solvers.solvers = List.of(
                solver("throwing", 5, (wanted, world) -> {
                    throw new IllegalStateException("broken");
                }),
                solver("stuck", 4, (wanted, world) -> {
                    throw new ManualLoop.NeverBack();
                }),
                solver("silent", 3, (wanted, world) -> null),
                solver("lying", 2, (wanted, world) -> other()),
                solver("good", 1, SolversTest::answer));

        assertThat(solve(Optional.empty())).isEqualTo(ANSWER);
        loop.run();

        assertThat(events)
                .extracting(Object::toString)
                .satisfiesExactly(
                        first -> assertThat(first).contains("solver throwing", "broken"),
                        second -> assertThat(second).contains("solver stuck", "no answer within"),
                        third -> assertThat(third).contains("solver silent", "answered nothing"),
                        fourth -> assertThat(fourth).contains("solver lying", "another question"),
                        fifth -> assertThat(fifth)
                                .contains("SolveEnded", QUESTION.interfaceUri().text()));
        asked.clear();
        solve(Optional.empty());
        assertThat(asked).containsExactly("good");
    }

    private static Solution other() {
        String uri = "http://evil.example/b.xml";
        Element document = Element.of("selections")
                .with("interface", uri)
                .with(Element.of("selection")
                        .with("interface", uri)
                        .with("id", "x")
                        .with("version", "1"));
        try {
            return new Solution.Solved(SelectionsReader.read(document), Set.of());
        } catch (Exception impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void who_has_stopped_the_run_is_not_told_how_long_a_solve_took() {
        solvers.solvers = List.of(solver("good", 1, SolversTest::answer));
        Switch scope = loop.scope();

        solvers.named(Optional.empty(), scope).solve(QUESTION, null);
        scope.off();
        loop.run();

        assertThat(events).isEmpty();
    }

    @Test
    void one_that_was_asked_for_by_name_has_no_substitute() {
        solvers.solvers = List.of(solver("good", 2, SolversTest::answer), solver("silent", 1, (wanted, world) -> null));

        assertThatThrownBy(() -> solve(Optional.of("silent"))).hasMessageContaining("solver silent");
        assertThat(asked).containsExactly("silent");
    }
}
