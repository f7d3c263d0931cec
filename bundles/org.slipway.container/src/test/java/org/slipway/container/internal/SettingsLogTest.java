package org.slipway.container.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.slipway.api.settings.Settings;

class SettingsLogTest {
    private final List<String> lines = new ArrayList<>();

    private SettingsLog log() {
        Logger logger = Faked.of(Logger.class, (proxy, method, arguments) -> {
            lines.add(method.getName() + " " + Arrays.deepToString(arguments));
            return null;
        });
        return new SettingsLog(Faked.of(LoggerFactory.class, Map.of("getLogger", given -> logger)), new Present() {});
    }

    @Test
    void what_cannot_be_understood_of_the_settings_is_logged_on_one_line_each() {
        log().look(Faked.of(Settings.class, Map.of("problems", given -> List.of("a\nb", "c"))));
        assertThat(lines).containsExactly("warn [{}, a\\u{a}b]", "warn [{}, c]");
    }

    @Test
    void settings_that_cannot_be_read_are_told_too() {
        log().look(Faked.of(Settings.class, (proxy, method, given) -> {
            throw new IOException("torn");
        }));
        assertThat(lines).containsExactly("warn [{}, torn]");
    }
}
