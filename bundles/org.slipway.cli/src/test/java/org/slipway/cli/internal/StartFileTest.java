package org.slipway.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

/** The scripts are as 0install 2.18, and older ones, write them. */
class StartFileTest {
    @Test
    void an_app() {
        assertThat(StartFile.of(List.of("#!/bin/sh", "exec 0install run app \"$@\"")))
                .contains(new StartFile(Optional.of("app"), Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(StartFile.of(List.of("#!/bin/sh", "exec /opt/bin/slipway run app \"$@\""))
                        .flatMap(StartFile::app))
                .contains("app");
    }

    @Test
    void an_alias() {
        assertThat(StartFile.of(List.of("#!/bin/sh", "exec 0launch 'http://example.com/x.xml' \"$@\"")))
                .contains(new StartFile(
                        Optional.empty(), Optional.of("http://example.com/x.xml"), Optional.empty(), Optional.empty()));
    }

    @Test
    void an_alias_for_a_command_and_one_for_a_file() {
        assertThat(StartFile.of(List.of("#!/bin/sh", "exec 0launch --command 'it\\'s' 'x' \"$@\""))
                        .flatMap(StartFile::command))
                .contains("it's");
        assertThat(StartFile.of(List.of("#!/bin/sh", "exec 0launch --main 'bin/x' 'x' \"$@\""))
                        .flatMap(StartFile::main))
                .contains("bin/x");
    }

    @Test
    void an_old_alias_that_also_lists_versions() {
        assertThat(StartFile.of(List.of(
                                "#!/bin/sh",
                                "if [ \"$*\" = \"--versions\" ]; then",
                                "  exec 0launch -gd 'http://example.com/x.xml' \"$@\"",
                                "else",
                                "  exec 0launch  'http://example.com/x.xml' \"$@\""))
                        .flatMap(StartFile::uri))
                .contains("http://example.com/x.xml");
    }

    @Test
    void any_other_program_is_none() {
        assertThat(StartFile.of(List.of())).isEmpty();
        assertThat(StartFile.of(List.of("\u007fELF"))).isEmpty();
        assertThat(StartFile.of(List.of("#!/bin/sh", "echo exec 0install run app")))
                .isEmpty();
        assertThat(StartFile.of(List.of("#!/bin/bash", "exec 0install run app \"$@\"")))
                .isEmpty();
    }
}
