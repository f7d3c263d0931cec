package org.slipway.solver.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.slipway.api.monitor.Event;
import org.slipway.api.solver.RankingRule;
import org.slipway.api.solver.Solution;
import org.slipway.model.InterfaceUri;
import org.slipway.model.Requirements;
import org.slipway.model.feed.Implementation;
import org.slipway.testkit.ManualLoop;

/** A ranking rule that breaks its contract changes nothing. */
class DefectiveRuleTest {
    private static final String APP = "http://example.com/app.xml";

    private final ManualLoop loop = new ManualLoop();
    private final List<Event> events = new ArrayList<>();
    private final RankingRules rules = new RankingRules(loop, events::add);

    private String chosen(RankingRule... present) {
        rules.rules = List.of(present);
        StringBuilder versions = new StringBuilder();
        for (int version = 1; version < 100; version++)
            versions.append("<implementation id='%1$d' version='%1$d'><manifest-digest sha256new='%2$s'/>"
                            .formatted(version, "A".repeat(52)))
                    .append("<archive href='http://example.com/a.zip' size='1'/><command name='run' path='x'/>")
                    .append("</implementation>");
        FakeSnapshot world = new FakeSnapshot().with(APP, versions.toString());
        Solution solution = new SatSolver(rules).solve(Requirements.run(new InterfaceUri(APP)), world);
        loop.run();
        return ((Solution.Solved) solution).selections().selections().get(0).id();
    }

    @Test
    void a_rule_decides_before_all_others() {
        assertThat(chosen(() -> Comparator.comparing(Implementation::version))).isEqualTo("1");
        assertThat(events).isEmpty();
    }

    @Test
    void one_that_throws_blocks_or_answers_nothing_is_named_and_left_out() {
        RankingRule throwing = () -> {
            throw new IllegalStateException("broken");
        };
        RankingRule stuck = () -> {
            throw new ManualLoop.NeverBack();
        };
        assertThat(chosen(throwing, stuck, () -> null)).isEqualTo("99");
        assertThat(events).hasSize(3).allMatch(event -> event.toString().contains("ranking rule"));
    }

    @Test
    void one_whose_order_throws_is_named_and_the_solve_begun_again_without_it() {
        assertThat(chosen(() -> (a, b) -> {
                    throw new IndexOutOfBoundsException("7");
                }))
                .isEqualTo("99");
        assertThat(events).singleElement().asString().contains("ranking rule", "IndexOutOfBounds");
    }

    @Test
    void one_whose_order_contradicts_itself_harms_nobody() {
        int[] calls = {0};
        assertThat(chosen(() -> (a, b) -> calls[0]++ % 3 - 1)).isNotEmpty();
    }
}
