package org.slipway.settings.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.settings.NetworkUse;
import org.slipway.api.settings.Settings.Consent;
import org.slipway.api.settings.Settings.Setting;

/** What the container's configuration says counts before the files. */
class ConfiguredTest {
    @TempDir
    Path base;

    private GlobalSettings settings(Map<String, Object> configuration) {
        return new GlobalSettings(new XdgPlaces(Optional.of(base.toString()), Map.of(), "user"), configuration);
    }

    private Path written(String name, String text) throws IOException {
        Path directory = Files.createDirectories(base.resolve("config/injector"));
        return Files.writeString(directory.resolve(name), text);
    }

    @Test
    void what_is_configured_counts_before_the_files_and_the_rest_is_as_they_say() throws IOException {
        written("global", "[global]\nnetwork_use = off-line\nfreshness = 60\nhelp_with_testing = True\n");
        written("slipway", "[network]\nretries = 7\nslow_after = 9\n");
        GlobalSettings settings =
                settings(Map.of("network_use", "minimal", "freshness", 3600L, "retries", 0, "optimise", "True"));
        assertThat(settings.networkUse()).isEqualTo(NetworkUse.MINIMAL);
        assertThat(settings.freshness()).isEqualTo(Duration.ofHours(1));
        assertThat(settings.network().retries()).isZero();
        assertThat(settings.optimise()).isEqualTo(Consent.YES);
        assertThat(settings.helpWithTesting()).isEqualTo(Consent.YES);
        assertThat(settings.network().slowAfter()).isEqualTo(Duration.ofSeconds(9));
        assertThat(settings.list()).contains(new Setting("retries", "0", List.of()));
    }

    @Test
    void a_change_counts_at_once_and_what_is_taken_back_is_as_the_file_says_again() throws IOException {
        written("global", "[global]\nfreshness = 60\n");
        GlobalSettings settings = settings(Map.of());
        assertThat(settings.freshness()).isEqualTo(Duration.ofMinutes(1));
        settings.configure(Map.of("freshness", "2h"));
        assertThat(settings.freshness()).isEqualTo(Duration.ofHours(2));
        settings.configure(Map.of());
        assertThat(settings.freshness()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void what_forms_leave_empty_is_not_set_and_none_is_no_server() {
        GlobalSettings settings = settings(Map.of("mirror", "", "key_info_server", "none", "network_use", " "));
        assertThat(settings.mirror()).contains(URI.create("http://roscidus.com/0mirror"));
        assertThat(settings.keyInfoServer()).isEmpty();
        assertThat(settings.networkUse()).isEqualTo(NetworkUse.FULL);
        settings.configure(Map.of("mirror", new String[] {"https://mirror.example/"}));
        assertThat(settings.mirror()).contains(URI.create("https://mirror.example/"));
    }

    @Test
    void what_makes_no_sense_is_told_and_the_file_counts() throws IOException {
        written("slipway", "[network]\nretries = 7\n");
        GlobalSettings settings = settings(Map.of(
                "retries",
                1000,
                "slow_after",
                -1,
                "mirror",
                "file:///etc",
                "colour",
                "red",
                "certificates",
                "/nowhere.pem",
                "service.pid",
                "x"));
        assertThat(settings.network().retries()).isEqualTo(7);
        assertThat(settings.problems())
                .containsExactly(
                        "configuration org.slipway.settings: '/nowhere.pem' is not a value of certificates: it must be a"
                                + " file that can be read, or empty",
                        "configuration org.slipway.settings: There is no setting 'colour'",
                        "configuration org.slipway.settings: 'file:///etc' is not a value of mirror: it must be an"
                                + " http(s) URI, or none",
                        "configuration org.slipway.settings: '1000' is not a value of retries: it must be a number from"
                                + " 0 to 100",
                        "configuration org.slipway.settings: '-1' is not a time: write a number and s, m, h or d, such as"
                                + " 30d, or 0");
    }

    @Test
    void attack_keys_are_not_approved_unasked_because_no_was_written_in_other_words() throws IOException {
        GlobalSettings settings = settings(Map.of("auto_approve_keys", "no"));
        assertThat(settings.autoApproveKeys()).isEqualTo(Consent.NO);
        assertThat(settings.problems())
                .containsExactly("configuration org.slipway.settings: 'no' is not a value of auto_approve_keys: it must"
                        + " be True or False");
        settings.configure(Map.of());
        assertThat(settings.autoApproveKeys()).isEqualTo(Consent.YES);
        written("global", "[global]\nauto_approve_keys = no\n");
        assertThat(settings.autoApproveKeys()).isEqualTo(Consent.NO);
    }

    @Test
    void what_is_configured_is_not_changed_behind_its_back_and_never_gets_into_a_file() throws IOException {
        Path global = written("global", "[global]\nfreshness = 60\n");
        GlobalSettings settings = settings(Map.of("freshness", 5L));
        assertThatThrownBy(() -> settings.set("freshness", "1d"))
                .hasMessage(
                        "'freshness' is set in the container's configuration org.slipway.settings, which counts before"
                                + " the file: change it there");
        settings.set("help_with_testing", "true");
        assertThat(global).hasContent("[global]\nhelp_with_testing = True\nfreshness = 60\n");
    }

    @Test
    void every_setting_has_a_field_in_the_form() {
        List<String> known = new ArrayList<>(
                settings(Map.of()).list().stream().map(Setting::name).toList());
        known.addAll(List.of("mirror", "key_info_server"));
        assertThat(Arrays.stream(Configuration.class.getDeclaredMethods())
                        .map(Method::getName)
                        .map(name -> name.replace("__", "_")))
                .containsExactlyInAnyOrderElementsOf(known);
    }
}
