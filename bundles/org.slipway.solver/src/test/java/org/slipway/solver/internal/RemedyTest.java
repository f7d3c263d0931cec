package org.slipway.solver.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.slipway.api.settings.NetworkUse;
import org.slipway.api.solver.Remedy;
import org.slipway.api.solver.Solution.Unsolvable;
import org.slipway.model.Form;
import org.slipway.model.InterfaceUri;
import org.slipway.model.Requirements;
import org.slipway.model.Requirements.Compilation;
import org.slipway.model.Role;
import org.slipway.model.Stability;
import org.slipway.model.VersionExpression;
import org.slipway.solver.internal.sat.Budget;

class RemedyTest {

    private static final String PROG = "http://example.com/prog.xml";
    private static final String LIB = "http://example.com/lib.xml";
    private static final InterfaceUri PROGRAM = new InterfaceUri(PROG);
    private static final InterfaceUri LIBRARY = new InterfaceUri(LIB);
    private static final Remedy ANOTHER_PROGRAM = new Remedy.Supplied(Role.binary(PROGRAM));

    private final FakeSnapshot world = new FakeSnapshot();
    private Requirements requirements = Requirements.run(PROGRAM).withCommand(Optional.empty());

    private static String implementation(String attributes, String content) {
        return "<implementation id='x" + attributes.hashCode() + "' " + attributes
                + "><archive href='http://example.com/a.tgz' size='1'/>" + content + "</implementation>";
    }

    private List<List<Remedy>> remedies() {
        Unsolvable unsolvable = (Unsolvable) SatSolver.solve(requirements, world, List.of(), Budget::standard);
        return unsolvable.explanation().remedies();
    }

    @Test
    void the_users_own_limit_is_to_be_dropped() {
        VersionExpression limit = VersionExpression.of("..!2");
        requirements = requirements.withRestrictions(Map.of(LIBRARY, limit));
        world.with(PROG, implementation("version='1'", "<requires interface='" + LIB + "'/>"));
        world.with(LIB, implementation("version='2'", ""));
        assertThat(remedies())
                .containsExactly(
                        List.of(new Remedy.Unlimited(LIBRARY, limit)),
                        List.of(new Remedy.Supplied(Role.binary(LIBRARY))));
    }

    @Test
    void the_system_that_it_is_for_is_named() {
        world.with(PROG, implementation("version='1' arch='Windows-*'", ""));
        assertThat(remedies()).containsExactly(List.of(new Remedy.OtherSystem("Windows")), List.of(ANOTHER_PROGRAM));
    }

    @Test
    void system_and_processor_are_named_together_where_only_both_help() {
        world.with(PROG, implementation("version='1' arch='Windows-ppc64'", ""));
        assertThat(remedies())
                .containsExactly(
                        List.of(new Remedy.OtherSystem("Windows"), new Remedy.OtherProcessor("ppc64")),
                        List.of(ANOTHER_PROGRAM));
    }

    @Test
    void a_change_that_does_not_help_is_not_named() {
        world.with(
                PROG,
                implementation("version='1'", "<requires interface='" + LIB + "'/>")
                        + implementation("version='2' arch='Windows-*'", "<requires interface='" + LIB + "'/>"));
        assertThat(remedies()).containsExactly(List.of(new Remedy.Supplied(Role.binary(LIBRARY))));
    }

    @Test
    void the_commands_that_are_there_are_named() {
        requirements = Requirements.run(PROGRAM);
        world.with(PROG, implementation("version='1'", "<command name='gui' path='x'/>"));
        assertThat(remedies())
                .containsExactly(
                        List.of(new Remedy.OtherCommand(Optional.of("gui"))),
                        List.of(new Remedy.OtherCommand(Optional.empty())),
                        List.of(ANOTHER_PROGRAM));
    }

    @Test
    void going_on_line_helps_only_where_something_can_be_fetched() {
        world.networkUse = NetworkUse.OFF_LINE;
        world.with(PROG, implementation("version='1'", ""));
        assertThat(remedies()).containsExactly(List.of(new Remedy.OnLine()), List.of(ANOTHER_PROGRAM));
        world.with(PROG, "<implementation id='a' version='1'/>");
        assertThat(remedies()).containsExactly(List.of(ANOTHER_PROGRAM));
    }

    @Test
    void source_can_be_selected_or_compiled() {
        world.with(PROG, implementation("version='1' arch='*-src'", "<command name='compile' path='make'/>"));
        assertThat(remedies())
                .containsExactly(
                        List.of(new Remedy.Compiling()),
                        List.of(new Remedy.OtherForm(Form.SOURCE)),
                        List.of(ANOTHER_PROGRAM));
    }

    @Test
    void a_program_for_which_there_is_no_source_can_be_selected_as_it_is() {
        requirements = new Requirements(
                PROGRAM,
                Optional.of("compile"),
                Form.SOURCE,
                Compilation.FORBIDDEN,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                List.of());
        world.with(PROG, implementation("version='1' main='x'", ""));
        assertThat(remedies()).contains(List.of(new Remedy.OtherForm(Form.BINARY)));
    }

    @Test
    void a_poor_rating_can_be_accepted_for_one_interface() {
        world.with(PROG, implementation("version='1'", "<requires interface='" + LIB + "'/>"));
        world.with(LIB, implementation("version='2' stability='buggy'", ""));
        assertThat(remedies())
                .containsExactly(
                        List.of(new Remedy.Accepted(LIBRARY, Stability.BUGGY)),
                        List.of(new Remedy.Supplied(Role.binary(LIBRARY))));
    }

    @Test
    void of_what_is_missing_only_what_is_needed_is_named() {
        String other = "http://example.com/other.xml";
        world.with(
                PROG,
                implementation(
                        "version='1'",
                        "<requires interface='" + LIB + "'/><requires interface='" + other
                                + "' importance='recommended'/>"));
        assertThat(remedies()).containsExactly(List.of(new Remedy.Supplied(Role.binary(LIBRARY))));
    }
}
