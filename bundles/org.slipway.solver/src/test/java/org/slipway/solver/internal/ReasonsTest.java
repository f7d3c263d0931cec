package org.slipway.solver.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.slipway.api.solver.Choice;
import org.slipway.api.solver.Choice.Criterion;
import org.slipway.api.solver.Choice.Demand;
import org.slipway.api.solver.Choice.Verdict;
import org.slipway.api.solver.Choice.Verdict.Costly;
import org.slipway.api.solver.Choice.Verdict.Excluded;
import org.slipway.api.solver.Choice.Verdict.Unusable;
import org.slipway.api.solver.Choice.Verdict.Worse;
import org.slipway.api.solver.Explanation;
import org.slipway.api.solver.Remedy;
import org.slipway.api.solver.Solution.Solved;
import org.slipway.model.Form;
import org.slipway.model.Importance;
import org.slipway.model.InterfaceUri;
import org.slipway.model.Requirements;
import org.slipway.model.Role;
import org.slipway.model.Version;
import org.slipway.model.VersionExpression;
import org.slipway.testkit.ManualLoop;

class ReasonsTest {

    private static final String PROG = "http://example.com/prog.xml";
    private static final String LIB = "http://example.com/lib.xml";
    private static final String TOOL = "http://example.com/tool.xml";
    private static final Role PROGRAM = Role.binary(new InterfaceUri(PROG));
    private static final RankingRules NO_RULES = new RankingRules(new ManualLoop(), event -> {});

    private final FakeSnapshot world = new FakeSnapshot();
    private Requirements requirements = Requirements.run(new InterfaceUri(PROG)).withCommand(Optional.empty());

    private static String version(String version, String attributes, String content) {
        return "<implementation id='" + version + "' version='" + version + "' " + attributes
                + "><archive href='http://example.com/a.tgz' size='1'/>" + content + "</implementation>";
    }

    private static String requires(String uri, String versions) {
        return "<requires interface='" + uri + "' version='" + versions + "'/>";
    }

    private List<Choice> choices() {
        Solved solved = (Solved) new SatSolver(NO_RULES).solve(requirements, world);
        return new SatReasoner(NO_RULES).choices(requirements, world, solved.selections());
    }

    private Choice choice(String uri) {
        return choices().stream()
                .filter(choice -> choice.role().interfaceUri().text().equals(uri))
                .findFirst()
                .orElseThrow();
    }

    private Verdict verdict(String uri, String version) {
        return choice(uri).others().stream()
                .filter(other -> other.candidate().version().equals(Version.of(version)))
                .findFirst()
                .orElseThrow()
                .verdict();
    }

    @Test
    void each_component_knows_what_brought_it_and_comes_after_that() {
        world.with(PROG, version("1", "", requires(TOOL, "1..") + requires(LIB, "..!3")));
        world.with(LIB, version("2", "", ""));
        world.with(
                TOOL,
                version(
                        "1",
                        "",
                        "<requires interface='" + LIB + "' importance='recommended'/><restricts interface='" + LIB
                                + "' version='2..'/>"));
        assertThat(choices())
                .extracting(choice -> choice.role().interfaceUri().text())
                .containsExactly(PROG, TOOL, LIB);
        assertThat(choice(PROG).demands()).isEmpty();
        Role tool = Role.binary(new InterfaceUri(TOOL));
        assertThat(choice(LIB).demands())
                .containsExactlyInAnyOrder(
                        new Demand(PROGRAM, Version.of("1"), Importance.ESSENTIAL, List.of("version ..!3")),
                        new Demand(tool, Version.of("1"), Importance.RECOMMENDED, List.of()),
                        new Demand(tool, Version.of("1"), Importance.RESTRICTS, List.of("version 2..")));
    }

    @Test
    void of_two_that_would_do_the_first_criterion_that_tells_them_apart_is_named() {
        world.with(
                PROG,
                version("3", "stability='stable'", "")
                        + version("2", "stability='stable'", "")
                        + version("4", "stability='developer'", "")
                        + version("5", "langs='xx'", ""));
        assertThat(verdict(PROG, "2")).isEqualTo(new Worse(Criterion.VERSION, "2", "3"));
        assertThat(verdict(PROG, "4")).isInstanceOfSatisfying(Worse.class, worse -> assertThat(worse.criterion())
                .isEqualTo(Criterion.STABILITY));
        assertThat(verdict(PROG, "5")).isInstanceOfSatisfying(Worse.class, worse -> assertThat(worse.criterion())
                .isEqualTo(Criterion.LANGUAGE));
    }

    @Test
    void what_is_of_no_use_has_the_references_words() {
        requirements = requirements.withRestrictions(Map.of(new InterfaceUri(PROG), VersionExpression.of("..!3")));
        world.with(PROG, version("1", "", "") + version("2", "arch='Windows-*'", "") + version("3", "", ""));
        assertThat(verdict(PROG, "2")).isEqualTo(new Unusable("Not compatible with the requested OS type"));
        assertThat(verdict(PROG, "3")).isEqualTo(new Unusable("Excluded by user-provided restriction: version ..!3"));
    }

    @Test
    void what_is_only_there_as_source_is_had_with_another_form() {
        world.with(PROG, version("1", "", requires(TOOL, "1..")) + version("2", "arch='*-src'", ""));
        world.with(TOOL, version("1", "", "") + version("2", "arch='*-src'", ""));
        String why = "We want a binary and this is source";
        assertThat(verdict(PROG, "2")).isEqualTo(new Unusable(why, Optional.of(new Remedy.OtherForm(Form.SOURCE))));
        assertThat(verdict(TOOL, "2")).isEqualTo(new Unusable(why));
    }

    @Test
    void a_better_one_that_a_selection_does_not_go_with_names_that() {
        world.with(PROG, version("1", "", requires(LIB, "..!2")) + version("2", "", requires(LIB, "5..")));
        world.with(LIB, version("1", "", "") + version("2", "", ""));
        assertThat(verdict(LIB, "2")).isEqualTo(new Excluded(PROG + " 1 requires version ..!2"));
        assertThat(verdict(PROG, "2"))
                .isEqualTo(new Excluded("It requires " + LIB + " version 5.., but 1 is selected"));
    }

    @Test
    void a_better_one_that_would_cost_an_earlier_choice_names_that() {
        world.with(PROG, version("1", "", requires(LIB, "..") + requires(TOOL, "..")));
        world.with(LIB, version("2", "", "") + version("1", "", ""));
        String other = "http://example.com/other.xml";
        world.with(TOOL, version("2", "", requires(other, "..")) + version("1", "", ""));
        world.with(other, version("1", "", "<restricts interface='" + LIB + "' version='..!2'/>"));
        assertThat(verdict(TOOL, "2"))
                .isEqualTo(new Costly(
                        Role.binary(new InterfaceUri(LIB)),
                        Optional.of(new Explanation.Candidate(Version.of("1"), "1"))));
    }

    @Test
    void a_better_one_that_nothing_can_complete_says_so() {
        world.with(PROG, version("2", "", requires(LIB, "..")) + version("1", "", ""));
        world.with(LIB, version("1", "", requires(TOOL, "..")));
        assertThat(verdict(PROG, "2")).isEqualTo(new Excluded("What it needs cannot be had together with the rest"));
        world.with(LIB, "");
        assertThat(verdict(PROG, "2")).isEqualTo(new Excluded("It requires " + LIB + ", of which nothing would do"));
    }

    @Test
    void selections_of_another_time_are_explained_by_what_is_known_now() {
        world.with(PROG, version("1", "", ""));
        Solved before = (Solved) new SatSolver(NO_RULES).solve(requirements, world);
        world.with(PROG, version("1", "", "") + version("2", "", ""));
        Choice now = new SatReasoner(NO_RULES)
                .choices(requirements, world, before.selections())
                .get(0);
        assertThat(now.selected().version()).isEqualTo(Version.of("1"));
        assertThat(now.others().get(0).verdict())
                .isEqualTo(new Excluded(
                        "It was not known, rated otherwise or excluded by the user when this was selected"));
    }
}
