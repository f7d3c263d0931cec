package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.slipway.api.launch.LaunchOptions;
import org.slipway.api.launch.LaunchPlan;
import org.slipway.api.launch.Launcher;
import org.slipway.api.launch.Unlaunchable;
import org.slipway.testkit.ManualLoop;

class LaunchersTest {
    private static final Map.Entry<Map<String, Object>, Launcher> OURS = ranked(0, arguments -> new LaunchPlan("ours"));

    private final ManualLoop loop = new ManualLoop();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Launchers launchers;

    LaunchersTest() {
        PrintStream err = new PrintStream(said, true, UTF_8);
        launchers = new Launchers(loop, new Console(err, err, false));
    }

    private static Map.Entry<Map<String, Object>, Launcher> ranked(int ranking, Partly.Answer plan) {
        return Map.entry(
                Map.of("service.ranking", ranking, "component.name", "ranked " + ranking),
                Partly.a(Launcher.class, Map.of("plan", plan)));
    }

    private String launch() throws Exception {
        String script = launchers.plan(null, LaunchOptions.NONE).script();
        loop.run();
        return script;
    }

    @Test
    void the_highest_that_is_there_now_launches() throws Exception {
        launchers.launchers = List.of(OURS);
        assertThat(launch()).isEqualTo("ours");
        launchers.launchers = List.of(OURS, ranked(1, arguments -> new LaunchPlan("another's")));
        assertThat(launch()).isEqualTo("another's");
        launchers.launchers = List.of(OURS);
        assertThat(launch()).isEqualTo("ours");
    }

    @Test
    void what_one_refuses_to_launch_no_other_is_asked_for() {
        launchers.launchers = List.of(OURS, ranked(1, arguments -> {
            throw new Unlaunchable("not in the sandbox");
        }));
        assertThatThrownBy(this::launch)
                .hasMessage("not in the sandbox")
                .isInstanceOfSatisfying(
                        Complaint.class, it -> assertThat(it.status()).isEqualTo(Status.UNLAUNCHABLE));
    }

    @Test
    void one_that_breaks_its_contract_is_named_and_the_next_is_asked() throws Exception {
        launchers.launchers = List.of(OURS, ranked(1, arguments -> {
            throw new IllegalStateException("broken");
        }));
        assertThat(launch()).isEqualTo("ours");
        assertThat(said.toString(UTF_8))
                .startsWith("warning: The launcher ranked 1 does not work")
                .contains("broken");
        launchers.launchers = List.of();
        assertThatThrownBy(this::launch).hasMessage("Nobody is there to launch programs");
    }
}
