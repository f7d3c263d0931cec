package org.slipway.packages.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slipway.model.Version;
import org.slipway.model.feed.Command;

class MainProgramTest {
    private static final PackageVersion INSTALLED = new PackageVersion("x", Version.of("1"), "*");

    @TempDir
    Path root;

    /** One that made the search fail would put the package manager out of service. */
    @ParameterizedTest
    @ValueSource(strings = {"/usr/bin/\0", "\0", "/", "", "usr/bin/", ".."})
    void a_path_that_is_none_leaves_the_command_as_it_is(String path) {
        Map<String, Command> commands = MainProgram.at(path, Map.of());
        assertThat(new MainProgram(root).corrected(commands, INSTALLED)).isEqualTo(commands);
    }

    @Test
    void a_command_that_the_feed_lacks_is_made() {
        assertThat(MainProgram.at("/bin/x", Map.of()).get("run").path()).isEqualTo(Optional.of("/bin/x"));
    }
}
