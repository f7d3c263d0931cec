package org.slipway.driver.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.slipway.api.solver.Solver;

class SolversTest {

    private final Solver low = (requirements, snapshot) -> null;
    private final Solver high = (requirements, snapshot) -> null;
    private final Solvers solvers = new Solvers(
            List.of(Map.entry(Map.of(Solver.NAME, "low"), low), Map.entry(Map.of(Solver.NAME, "high"), high)));

    @Test
    void the_highest_ranking_solver_chooses_unless_another_is_named() {
        assertThat(solvers.named(Optional.empty())).isSameAs(high);
        assertThat(solvers.named(Optional.of("low"))).isSameAs(low);
    }

    @Test
    void a_name_that_nobody_has_is_refused_with_those_that_there_are() {
        assertThatThrownBy(() -> solvers.named(Optional.of("other")))
                .hasMessage("There is no solver called 'other'; there is: high, low");
    }
}
