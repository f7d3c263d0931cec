package org.slipway.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AliasScriptsTest {
    private static final String URI = "http://example.com/a.xml";

    @TempDir
    Path bin;

    private AliasScripts scripts() {
        return new AliasScripts(bin, "/nowhere::" + bin);
    }

    private void script(String name, String text) throws IOException {
        assertThat(Files.writeString(bin.resolve(name), text).toFile().setExecutable(true))
                .isTrue();
    }

    @Test
    void scripts_of_all_ages_are_understood() throws Exception {
        script("plain", "#!/bin/sh\nexec 0launch '" + URI + "' \"$@\"\n");
        script("main", "#!/bin/sh\nexec 0launch --main 'a'\\''b c' '" + URI + "' \"$@\"\n");
        script("command", "#!/bin/sh\nexec 0launch --command 'test' '" + URI + "' \"$@\"\n");
        script(
                "old",
                "#!/bin/sh\nif [ \"$*\" = \"--versions\" ]; then\n  exec 0launch -gd '" + URI
                        + "' \"$@\"\nelse\n  exec 0launch  '" + URI + "' \"$@\"\nfi\n");
        for (String name : new String[] {"plain", "main", "command", "old"}) {
            assertThat(scripts().uri(name)).as(name).isEqualTo(URI);
            assertThat(scripts().isAlias(name)).isTrue();
        }
        assertThat(scripts().uri(bin.resolve("plain").toString())).isEqualTo(URI);
    }

    @Test
    void others_are_refused() throws Exception {
        script("app", "#!/bin/sh\nexec 0install run hello \"$@\"\n");
        script("more", "#!/bin/sh\nrm -rf x\nexec 0launch '" + URI + "' \"$@\"\n");
        for (String name : new String[] {"app", "more"}) {
            assertThat(scripts().isAlias(name)).isFalse();
            assertThatThrownBy(() -> scripts().uri(name))
                    .isInstanceOf(Complaint.class)
                    .hasMessage("Not an alias script: '" + bin.resolve(name) + "'");
        }
        assertThatThrownBy(() -> scripts().uri("none")).hasMessage("Not found in $PATH: none");
        assertThatThrownBy(() -> scripts().uri("./none")).hasMessageContaining("Cannot read");
        assertThat(scripts().isAlias("none")).isFalse();
    }
}
