package org.slipway.settings.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.slipway.api.settings.Host;
import org.slipway.api.settings.Host.Platform;

class HostTest {
    @Test
    void the_callers_locale_is_restored_and_what_the_script_added_is_gone() {
        assertThat(CallerEnvironment.of(Map.of(
                        "LC_ALL",
                        "C.UTF-8",
                        "SLIPWAY_CALLER_LANG",
                        "de_DE.UTF-8",
                        "SLIPWAY_TTY",
                        "1",
                        "HOME",
                        "/home/x")))
                .isEqualTo(Map.of("LANG", "de_DE.UTF-8", "HOME", "/home/x"));
        assertThat(CallerEnvironment.of(Map.of("LC_ALL", "C.UTF-8", "SLIPWAY_CALLER_LC_ALL", "fr_FR")))
                .isEqualTo(Map.of("LC_ALL", "fr_FR"));
    }

    @Test
    void what_the_caller_has_set_for_us_stays() {
        assertThat(CallerEnvironment.of(Map.of(
                        "SLIPWAY_NAME", "slipway", "SLIPWAY_PLUGINS", "/opt/plugins", "SLIPWAY_JAVA", "/opt/java")))
                .isEqualTo(Map.of("SLIPWAY_PLUGINS", "/opt/plugins", "SLIPWAY_JAVA", "/opt/java"));
        assertThat(CallerEnvironment.of(Map.of("SLIPWAY_JAVA", "/opt/java", "LC_ALL", "fr_FR")))
                .isEqualTo(Map.of("SLIPWAY_JAVA", "/opt/java", "LC_ALL", "fr_FR"));
    }

    @Test
    void another_process_that_the_script_has_started_has_its_own_environment_and_place() {
        Host other = new ProcessHost()
                .seenFrom(
                        Map.of("LC_ALL", "C.UTF-8", "SLIPWAY_CALLER_LC_ALL", "de_DE", "SLIPWAY_NAME", "slipway"),
                        Path.of("/there"));
        assertThat(other.environment()).isEqualTo(Map.of("LC_ALL", "de_DE"));
        assertThat(other.languages()).first().isEqualTo("de_DE");
        assertThat(other.workingDirectory()).isEqualTo(Path.of("/there"));
        assertThat(other.platform()).isEqualTo(new ProcessHost().platform());
    }

    @Test
    void an_application_that_embeds_it_keeps_its_own_environment() {
        assertThat(CallerEnvironment.of(Map.of("LC_ALL", "C"))).isEqualTo(Map.of("LC_ALL", "C"));
    }

    @Test
    void languages_follow_the_locale_and_english_is_always_understood() {
        assertThat(Languages.of(Map.of())).containsExactly("en_GB");
        assertThat(Languages.of(Map.of("LANG", "C"))).containsExactly("en_GB");
        assertThat(Languages.of(Map.of("LANG", "de_AT.UTF-8"))).containsExactly("de_AT", "en_GB");
        assertThat(Languages.of(Map.of("LANG", "de", "LC_ALL", "fr_FR", "LC_MESSAGES", "it")))
                .containsExactly("fr_FR", "en_GB");
        assertThat(Languages.of(Map.of("LANG", "de_DE", "LANGUAGE", "nl:en_GB")))
                .containsExactly("nl", "en_GB");
        assertThat(Languages.of(Map.of("LC_ALL", "", "LANG", "es@euro"))).containsExactly("es", "en_GB");
    }

    @Test
    void the_platform_is_named_as_feeds_name_it() {
        assertThat(ProcessHost.platform("Linux", "amd64")).isEqualTo(new Platform("Linux", "x86_64"));
        assertThat(ProcessHost.platform("Linux", "aarch64")).isEqualTo(new Platform("Linux", "aarch64"));
        assertThat(ProcessHost.platform("Mac OS X", "aarch64")).isEqualTo(new Platform("MacOSX", "aarch64"));
        assertThat(ProcessHost.platform("Windows 11", "x86")).isEqualTo(new Platform("Windows", "i686"));
    }
}
