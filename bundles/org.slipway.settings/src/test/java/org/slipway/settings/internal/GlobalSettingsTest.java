package org.slipway.settings.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.settings.Network;
import org.slipway.api.settings.NetworkUse;
import org.slipway.api.settings.Settings.Consent;
import org.slipway.api.settings.Settings.Listed;
import org.slipway.api.settings.Settings.Setting;

class GlobalSettingsTest {
    @TempDir
    Path base;

    private GlobalSettings settings() {
        return new GlobalSettings(new XdgPlaces(Optional.of(base.toString()), Map.of(), "user"), Map.of());
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
        assertThat(settings().list()).contains(new Setting("freshness", "7d", List.of()));
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
    void what_cannot_be_understood_is_told_with_its_file_and_line() throws IOException {
        written("# fine\n\n[global]\nnetwork_use = of-line\nfreshness = soon\nhelp_with_testing = true\n"
                + "auto_approve_keys = flase\nmirror = a b\nrubbish\nfuture = x\n[other]\nfreshness = x\n= y\n");
        writtenOurs("[network]\n"
                + "retries = many\n"
                + "slow_after = -1\n"
                + "stall_after = 0\n"
                + "downgrade = maybe\n"
                + "[store]\n"
                + "optimise = 1\n"
                + "no\n");
        Path ours = base.resolve("config/injector/slipway");
        assertThat(settings().problems())
                .containsExactly(
                        file()
                                + ", line 4: 'of-line' is not a value of network_use: it must be full, minimal or"
                                + " off-line",
                        file() + ", line 5: 'soon' is not a value of freshness: it must be a number of seconds",
                        file() + ", line 7: 'flase' is not a value of auto_approve_keys: it must be True or False",
                        file() + ", line 8: 'a b' is not a value of mirror: it must be a URI, or empty",
                        file() + ", line 9: 'rubbish' is neither [SECTION] nor NAME = VALUE",
                        file() + ", line 13: '= y' is neither [SECTION] nor NAME = VALUE",
                        ours + ", line 2: 'many' is not a value of retries: it must be a number from 0 to 100",
                        ours
                                + ", line 4: '0' is not a value of stall_after: it must be seconds, a number from 1 to"
                                + " 315360000",
                        ours + ", line 5: 'maybe' is not a value of downgrade: it must be True or False",
                        ours + ", line 8: 'no' is neither [SECTION] nor NAME = VALUE",
                        ours + ", line 7: '1' is not a value of optimise: it must be True or False");
    }

    @Test
    void files_that_are_well_formed_or_missing_are_no_problem() throws IOException {
        assertThat(settings().problems()).isEmpty();
        for (String name : List.of("network_use", "freshness", "help_with_testing"))
            settings().set(name, name.equals("freshness") ? "5d" : name.equals("network_use") ? "full" : "true");
        assertThat(settings().problems()).isEmpty();
    }

    @Test
    void a_file_that_is_no_text_is_named() throws IOException {
        Files.createDirectories(file().getParent());
        Files.write(file(), new byte[] {'[', (byte) 0xff, '\n'});
        assertThatThrownBy(() -> settings().problems())
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file() + " is no text");
    }

    @Test
    void a_directory_in_the_place_of_the_file_is_not_taken_for_none() throws IOException {
        Files.createDirectories(file());
        assertThatThrownBy(() -> settings().problems())
                .isInstanceOf(IOException.class)
                .hasMessage(file() + ": Is a directory");
        assertThatThrownBy(() -> settings().networkUse()).hasRootCauseMessage(file() + ": Is a directory");
        assertThatThrownBy(() -> settings().set("freshness", "3d")).hasRootCauseMessage(file() + ": Is a directory");
    }

    @Test
    void a_file_that_is_a_device_is_read_as_the_reference_does() throws IOException {
        Path nothing = Path.of("/dev/null");
        assumeThat(nothing).exists();
        Files.createDirectories(file().getParent());
        Files.createSymbolicLink(file(), nothing);
        assertThat(settings().problems()).isEmpty();
    }

    @Test
    void no_temporary_file_stays() throws IOException {
        settings().set("network_use", "minimal");
        try (var files = Files.list(file().getParent())) {
            assertThat(files).containsExactly(file());
        }
    }

    private Path ours() {
        return base.resolve("config/injector/slipway");
    }

    private void writtenOurs(String text) throws IOException {
        Files.createDirectories(ours().getParent());
        Files.writeString(ours(), text);
    }

    @Test
    void without_a_file_servers_are_dealt_with_as_documented() {
        assertThat(settings().network()).isEqualTo(Network.DEFAULT);
    }

    @Test
    void reads_how_servers_are_to_be_dealt_with() throws IOException {
        writtenOurs("[network]\ntransfers_per_site = 3\nslow_after = 1\nconnect_within = 2\nstall_after = 4\n"
                + "stall_bytes = 5\nretries = 6\ndowngrade = True\ncertificates = /a/b.pem\nkeep_interrupted = 7\n");
        assertThat(settings().network())
                .isEqualTo(new Network(
                        3,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(4),
                        5,
                        6,
                        Consent.YES,
                        Optional.of(Path.of("/a/b.pem")),
                        Duration.ofSeconds(7)));
    }

    @Test
    void what_makes_no_sense_or_is_in_another_section_counts_as_not_set() throws IOException {
        writtenOurs("[other]\nslow_after = 9\n[network]\ntransfers_per_site = 0\nconnect_within = 0\n"
                + "stall_after = soon\nstall_bytes = -1\nretries = many\ndowngrade = maybe\ncertificates =\n"
                + "keep_interrupted = -\n");
        assertThat(settings().network()).isEqualTo(Network.DEFAULT);
    }

    @Test
    void ours_are_written_to_their_own_file_and_only_those_that_are_set_are_listed() throws IOException {
        settings().set("stall_after", "2m");
        settings().set("retries", "0");
        settings().set("downgrade", "true");
        assertThat(ours()).hasContent("[network]\ndowngrade = True\nretries = 0\nstall_after = 120\n");
        assertThat(file()).doesNotExist();
        assertThat(settings().list())
                .filteredOn(setting -> setting.listed() == Listed.ALWAYS)
                .extracting(setting -> setting.name() + " = " + setting.value())
                .containsExactly(
                        "auto_approve_keys = True",
                        "freshness = 30d",
                        "help_with_testing = False",
                        "network_use = full",
                        "downgrade = True",
                        "retries = 0",
                        "stall_after = 2m");
        assertThat(settings().list())
                .filteredOn(setting -> setting.listed() == Listed.ON_REQUEST)
                .extracting(setting -> setting.name() + " = " + setting.value())
                .containsExactly(
                        "certificates = ",
                        "connect_within = 15s",
                        "keep_interrupted = 7d",
                        "optimise = False",
                        "self_update_uri = https://apps.0install.net/0install/slipway.xml",
                        "slow_after = 5s",
                        "stall_bytes = 1000",
                        "transfers_per_site = 2",
                        "unpack_ratio = 100");
    }

    @Test
    void the_feed_of_slipway_itself_can_be_another_or_none() throws IOException {
        assertThat(settings().selfUpdateFeed()).contains(URI.create("https://apps.0install.net/0install/slipway.xml"));
        settings().set("self_update_uri", "https://example.com/slipway.xml");
        assertThat(settings().selfUpdateFeed()).contains(URI.create("https://example.com/slipway.xml"));
        assertThat(ours()).hasContent("[self]\nself_update_uri = https://example.com/slipway.xml\n");
        settings().set("self_update_uri", "");
        assertThat(settings().selfUpdateFeed()).isEmpty();
        for (String nonsense : List.of("slipway.xml", "file:///slipway.xml", "ftp://a/b", "https://a b/"))
            assertThatThrownBy(() -> settings().set("self_update_uri", nonsense))
                    .hasMessage("'" + nonsense + "' is not a value of self_update_uri: it must be the http(s) URI of a"
                            + " feed, or empty for none");
        writtenOurs("[self]\nself_update_uri = slipway.xml\n");
        assertThat(settings().problems())
                .hasSize(1)
                .first()
                .asString()
                .contains("line 2: 'slipway.xml' is not a value");
    }

    @Test
    void the_stores_settings_have_a_section_of_their_own() throws IOException {
        settings().set("retries", "0");
        settings().set("optimise", "true");
        assertThat(ours()).hasContent("[network]\nretries = 0\n[store]\noptimise = True\n");
        assertThat(settings().optimise()).isEqualTo(Consent.YES);
        assertThat(settings().unpackRatio()).isEqualTo(100);
        settings().set("unpack_ratio", "2000");
        assertThat(settings().unpackRatio()).isEqualTo(2000);
        assertThatThrownBy(() -> settings().set("unpack_ratio", "0"))
                .hasMessage("'0' is not a value of unpack_ratio: it must be a number from 1 to 1000000");
        writtenOurs("[store]\nunpack_ratio = all\n");
        assertThat(settings().unpackRatio()).isEqualTo(100);
        assertThat(settings().problems())
                .hasSize(1)
                .first()
                .asString()
                .contains("line 2: 'all' is not a value of unpack_ratio");
    }

    @Test
    void bad_values_of_ours_are_refused() {
        assertThatThrownBy(() -> settings().set("transfers_per_site", "0"))
                .hasMessage("'0' is not a value of transfers_per_site: it must be a number from 1 to 100");
        assertThatThrownBy(() -> settings().set("retries", "-1")).hasMessageContaining("from 0 to 100");
        assertThatThrownBy(() -> settings().set("stall_after", "0")).hasMessageContaining("from 1s");
        assertThatThrownBy(() -> settings().set("slow_after", "soon")).hasMessageContaining("is not a time");
        assertThatThrownBy(() -> settings().set("downgrade", "maybe")).hasMessageContaining("True or False");
        assertThatThrownBy(() -> settings().set("certificates", "/nowhere.pem"))
                .hasMessageContaining("a file that can be read");
        assertThat(ours()).doesNotExist();
    }

    @Test
    void a_file_of_certificates_is_kept_with_its_whole_path_and_can_be_taken_back() throws IOException {
        Path pem = Files.writeString(base.resolve("ca.pem"), "");
        Path relative = Path.of("").toAbsolutePath().relativize(pem);
        settings().set("certificates", relative.toString());
        assertThat(settings().network().certificates().orElseThrow())
                .isAbsolute()
                .hasSameBinaryContentAs(pem);
        settings().set("certificates", "");
        assertThat(settings().network().certificates()).isEmpty();
    }
}
