package org.slipway.examples.plain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slipway.api.launch.LaunchOptions;
import org.slipway.api.launch.Launcher;
import org.slipway.api.launch.Unlaunchable;
import org.slipway.model.selections.Selections;
import org.slipway.model.selections.SelectionsReader;
import org.slipway.model.xml.Xml;
import org.slipway.testkit.LauncherContract;

class PlainLauncherTest extends LauncherContract {

    @Override
    protected Launcher launcher() {
        // What is local needs no store.
        return new PlainLauncher(null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../other/tell", "lib/../../tell"})
    void a_path_that_leads_out_is_refused(String path) throws Exception {
        Selections attack = SelectionsReader.read(Xml.read("""
                <selections xmlns="http://zero-install.sourceforge.net/2004/injector/interface"
                    interface="http://example.com/app.xml" command="run">
                  <selection id="app" local-path="/home" version="1" interface="http://example.com/app.xml">
                    <command name="run" path="%s"/>
                  </selection>
                </selections>
                """.formatted(path).getBytes(UTF_8)));

        assertThatThrownBy(() -> launcher().plan(attack, LaunchOptions.NONE))
                .isInstanceOf(Unlaunchable.class)
                .hasMessageContaining(path);
    }
}
