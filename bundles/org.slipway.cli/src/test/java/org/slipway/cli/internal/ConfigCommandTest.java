package org.slipway.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.osgi.util.promise.Promise;
import org.slipway.api.settings.Settings;
import org.slipway.testkit.ManualLoop;

class ConfigCommandTest {
    private final ManualLoop loop = new ManualLoop();

    @Test
    void a_setting_that_cannot_be_kept_says_which_and_what_to_do() throws Exception {
        Settings settings = Partly.a(
                Settings.class,
                Map.of(
                        "list",
                        arguments -> List.of(new Settings.Setting("network_use", "full", List.of())),
                        "set",
                        arguments -> {
                            throw new AccessDeniedException("/nonexist");
                        }));
        Arguments typed = Arguments.parse(List.of("config", "network_use", "minimal"));
        Promise<Integer> status = new ConfigCommand(
                        SomeServices.of(loop, settings), new Console(System.out, System.err, false))
                .run(new Command.Invocation(typed, List.of("network_use", "minimal")), loop.scope());
        loop.run();
        assertThat(status.getFailure())
                .isInstanceOf(Complaint.class)
                .hasMessage("The setting 'network_use' cannot be kept: /nonexist may not be used by you"
                        + "\nGet the right to write there, or set HOME to a directory where you have it");
    }
}
