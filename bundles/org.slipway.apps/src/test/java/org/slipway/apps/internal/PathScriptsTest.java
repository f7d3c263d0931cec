package org.slipway.apps.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.app.App;
import org.slipway.api.app.BadApp;
import org.slipway.api.app.LauncherScripts.Reach;
import org.slipway.testkit.ForgottenPlaces;
import org.slipway.testkit.TestPlaces;

class PathScriptsTest {
    @TempDir
    Path home;

    private final Map<String, String> environment = new HashMap<>();
    private Path bin;

    @BeforeEach
    void a_home_with_its_bin_on_the_path() {
        bin = home.resolve("bin");
        environment.put("HOME", home.toString());
        environment.put("PATH", "/usr/bin:" + bin);
    }

    private PathScripts scripts() {
        return new PathScripts(Optional.of(home.resolve("sl ip'way/slipway")), environment, new TestPlaces(home));
    }

    private App app(String name) {
        return new AppDirectory(home.resolve(name), null, Clock.systemUTC(), () -> {});
    }

    @Test
    void a_launcher_is_an_executable_script_in_the_users_bin() throws Exception {
        var script = scripts().add(app("tool"));
        assertThat(script.file()).isEqualTo(bin.resolve("tool")).isExecutable();
        assertThat(script.reach()).isEqualTo(Reach.ON_PATH);
        assertThat(script.file()).hasContent("#!/bin/sh\nexec '" + home + "/sl ip'\\''way/slipway' run tool \"$@\"\n");
    }

    @Test
    void where_nothing_lasts_a_launcher_is_only_named_and_stays() throws Exception {
        Optional<Path> slipway = Optional.of(home.resolve("slipway"));
        TestPlaces places = new TestPlaces(home);
        PathScripts trying = new PathScripts(slipway, environment, new ForgottenPlaces(places));
        assertThat(trying.add(app("tool")).file())
                .isEqualTo(bin.resolve("tool"))
                .doesNotExist();
        assertThat(trying.find(app("tool"))).isEmpty();

        Path file =
                new PathScripts(slipway, environment, places).add(app("tool")).file();
        assertThat(trying.find(app("tool"))).contains(file);
        assertThat(trying.remove(app("tool"))).isEmpty();
        assertThat(file).exists();
    }

    @Test
    void a_name_that_a_shell_would_evaluate_is_only_a_name() throws Exception {
        Path slipway = home.resolve("slipway");
        Files.writeString(slipway, "#!/bin/sh\nprintf '%s.' \"$@\"\n");
        slipway.toFile().setExecutable(true);
        PathScripts scripts = new PathScripts(Optional.of(slipway), environment, new TestPlaces(home));
        for (String name : List.of("a b", "$(touch hacked)", "`id`", "x&y", "*", "a|b", "<x>", "~", "#x")) {
            Path launcher = scripts.add(app(name)).file();
            Process process = new ProcessBuilder(launcher.toString(), "one two", "")
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .start();
            assertThat(new String(process.getInputStream().readAllBytes())).isEqualTo("run." + name + ".one two..");
            assertThat(scripts.remove(app(name))).isEmpty();
            assertThat(launcher).doesNotExist();
        }
        assertThat(home.resolve("hacked")).doesNotExist();
    }

    @Test
    void names_that_lead_elsewhere_get_no_launcher() {
        for (String name : List.of("../x", "a/b", "/x", ".x", "", "a:b", "a;b", "a=b", "a'b", "a\"b", "a\\b", "a\nb"))
            assertThatThrownBy(() -> scripts().check(name)).as(name).isInstanceOf(BadApp.class);
        assertThatThrownBy(() -> scripts().check("0install")).hasMessageContaining("trouble");
    }

    @Test
    void a_command_in_the_way_is_left_alone() throws Exception {
        Files.createDirectories(bin);
        Path file = Files.writeString(bin.resolve("tool"), "somebody's");
        assertThatThrownBy(() -> scripts().check("tool")).hasMessage("Command already exists: " + file);
        assertThatThrownBy(() -> scripts().add(app("tool"))).hasMessage("Command already exists: " + file);
        assertThat(file).hasContent("somebody's");
        assertThat(scripts().remove(app("tool"))).contains(file);
        assertThat(file).exists();
    }

    @Test
    void a_dangling_link_in_the_way_is_not_written_through() throws Exception {
        Files.createDirectories(bin);
        Files.createSymbolicLink(bin.resolve("tool"), home.resolve("target"));
        assertThatThrownBy(() -> scripts().add(app("tool"))).isInstanceOf(BadApp.class);
        assertThat(home.resolve("target")).doesNotExist();
        assertThat(scripts().remove(app("tool"))).isPresent();
        assertThat(Files.isSymbolicLink(bin.resolve("tool"))).isTrue();
    }

    @Test
    void launchers_of_the_reference_and_of_other_installations_are_removed_too() throws Exception {
        Files.createDirectories(bin);
        for (String program : List.of("0install", "/opt/slipway/bin/slipway", "'/o p t/slipway'")) {
            Files.writeString(bin.resolve("tool"), "#!/bin/sh\nexec " + program + " run tool \"$@\"\n");
            assertThat(scripts().remove(app("tool"))).isEmpty();
            assertThat(bin.resolve("tool")).doesNotExist();
        }
    }

    @Test
    void what_only_looks_like_a_launcher_stays() throws Exception {
        Files.createDirectories(bin);
        for (String text : List.of(
                "#!/bin/sh\nexec rm -rf x; 0install run tool \"$@\"\n",
                "#!/bin/sh\nexec 0install run other \"$@\"\n",
                "#!/bin/sh\nexec 0install run tool \"$@\"\nmore\n")) {
            Files.writeString(bin.resolve("tool"), text);
            assertThat(scripts().remove(app("tool"))).as(text).contains(bin.resolve("tool"));
        }
    }

    @Test
    void without_a_bin_on_the_path_the_first_that_is_the_users_own_is_taken() throws Exception {
        Path own = Files.createDirectories(home.resolve("own"));
        Files.createDirectories(home.resolve("cache/x"));
        environment.put(
                "PATH", "/usr/bin:/bin:relative:" + home.resolve("none") + ":" + home.resolve("cache/x") + ":" + own);
        assertThat(scripts().add(app("tool")).file()).isEqualTo(own.resolve("tool"));
    }

    @Test
    void with_no_place_on_the_path_the_users_bin_is_made_and_it_is_said() throws Exception {
        environment.put("PATH", "/usr/bin");
        var script = scripts().add(app("tool"));
        assertThat(script.reach()).isEqualTo(Reach.NOT_ON_PATH);
        assertThat(script.file()).isEqualTo(bin.resolve("tool"));
    }

    @Test
    void without_a_home_it_is_said_that_there_is_no_place() {
        environment.remove("HOME");
        environment.put("PATH", "/usr/bin");
        assertThatThrownBy(() -> scripts().add(app("tool")))
                .isInstanceOf(BadApp.class)
                .hasMessageContaining("Set HOME");
    }
}
