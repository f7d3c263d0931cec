package org.slipway.settings.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.settings.NetworkUse;
import org.slipway.api.settings.Settings.Consent;
import org.slipway.api.settings.Settings.Setting;

class GlobalSettingsTest {
    @TempDir
    Path base;

    private GlobalSettings settings() {
        return new GlobalSettings(new XdgPlaces(Optional.of(base.toString()), Map.of(), "user"));
    }

    private Path file() {
        return base.resolve("config/injector/global");
    }

    private void written(String text) throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), text);
    }

    @Test
    void without_a_file_everything_is_as_the_reference_has_it() {
        assertThat(settings().networkUse()).isEqualTo(NetworkUse.FULL);
        assertThat(settings().freshness()).isEqualTo(Duration.ofDays(30));
        assertThat(settings().helpWithTesting()).isEqualTo(Consent.NO);
        assertThat(settings().autoApproveKeys()).isEqualTo(Consent.YES);
        assertThat(settings().keyInfoServer()).contains(URI.create("https://keylookup.0install.net"));
        assertThat(settings().mirror()).contains(URI.create("http://roscidus.com/0mirror"));
    }

    @Test
    void reads_what_the_reference_has_written() throws IOException {
        written("[global]\nfreshness = 86400\nhelp_with_testing = True\nnetwork_use = off-line\n"
                + "auto_approve_keys = False\nkey_info_server = \n");
        assertThat(settings().networkUse()).isEqualTo(NetworkUse.OFF_LINE);
        assertThat(settings().freshness()).isEqualTo(Duration.ofDays(1));
        assertThat(settings().helpWithTesting()).isEqualTo(Consent.YES);
        assertThat(settings().autoApproveKeys()).isEqualTo(Consent.NO);
        assertThat(settings().keyInfoServer()).isEmpty();
    }

    @Test
    void a_change_leaves_everything_else_as_it_was() throws IOException {
        written("# mine\n[other]\nnetwork_use = x\n[global]\nfuture = 1\nnetwork_use = full\n[more]\n");
        settings().set("network_use", "minimal");
        assertThat(file())
                .hasContent("# mine\n[other]\nnetwork_use = x\n[global]\nfuture = 1\nnetwork_use = minimal\n[more]\n");
    }

    @Test
    void a_setting_that_is_new_to_the_file_goes_to_its_section() throws IOException {
        settings().set("freshness", "7d");
        assertThat(file()).hasContent("[global]\nfreshness = 604800\n");
        assertThat(settings().list()).contains(new Setting("freshness", "7d", java.util.List.of()));
    }

    @Test
    void a_bad_value_is_refused_and_nothing_is_written() {
        assertThatThrownBy(() -> settings().set("network_use", "often"))
                .hasMessage("'often' is not a value of network_use: it must be full, minimal or off-line");
        assertThatThrownBy(() -> settings().set("freshness", "7 weeks")).hasMessageContaining("is not a time");
        assertThatThrownBy(() -> settings().set("colour", "red")).hasMessage("There is no setting 'colour'");
        assertThat(file()).doesNotExist();
    }

    @Test
    void no_temporary_file_stays() throws IOException {
        settings().set("network_use", "minimal");
        try (var files = Files.list(file().getParent())) {
            assertThat(files).containsExactly(file());
        }
    }
}
