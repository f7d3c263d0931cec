package org.slipway.web.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.testkit.AwaitingLoop;
import org.slipway.testkit.TestHost;

class BrowserTest {
    private static final String ADDRESS = "http://127.0.0.1:4711/#5ec4e7";

    @TempDir
    Path runtime;

    private static Browser with(Map<String, String> environment) {
        return new Browser(new TestHost(environment));
    }

    @Test
    void without_a_display_nobody_would_see_a_page() {
        assertThat(with(Map.of()).isThere()).isFalse();
        assertThat(with(Map.of("DISPLAY", "", "WAYLAND_DISPLAY", "")).isThere()).isFalse();
        assertThat(with(Map.of("BROWSER", "")).isThere()).isFalse();
        assertThat(with(Map.of("DISPLAY", ":0")).isThere()).isTrue();
        assertThat(with(Map.of("WAYLAND_DISPLAY", "wayland-0")).isThere()).isTrue();
        assertThat(with(Map.of("BROWSER", "lynx")).isThere()).isTrue();
    }

    @Test
    void the_users_own_choice_counts() {
        Path file = Path.of("/tmp/page.html");
        assertThat(with(Map.of()).command(file)).containsExactly("xdg-open", "/tmp/page.html");
        assertThat(with(Map.of("BROWSER", "firefox --new-window:lynx")).command(file))
                .containsExactly("firefox", "--new-window", "/tmp/page.html");
        assertThat(with(Map.of("BROWSER", "show file=%s now")).command(file))
                .containsExactly("show", "file=/tmp/page.html", "now");
    }

    @Test
    void who_lists_the_processes_does_not_learn_the_link_and_others_cannot_read_it() throws Exception {
        Browser browser = with(Map.of("BROWSER", "/nonexistent", "XDG_RUNTIME_DIR", runtime.toString()));

        Path file = browser.show(ADDRESS).file().orElseThrow();

        Path directory = file.getParent();
        assertThat(directory).hasParent(runtime);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        assertThat(file).content().contains("0; url=" + ADDRESS);
        assertThat(browser.command(file)).noneMatch(word -> word.contains("5ec4e7"));
    }

    private Browser with(String variable, String... more) {
        Map<String, String> environment = new HashMap<>(Map.of("XDG_RUNTIME_DIR", runtime.toString()));
        environment.put("BROWSER", variable);
        for (int i = 0; i < more.length; i += 2) environment.put(more[i], more[i + 1]);
        return with(environment);
    }

    @Test
    void a_browser_that_cannot_be_started_is_named() {
        assertThat(with("/nonexistent/browser").show(ADDRESS).trouble())
                .contains("The browser could not be started: there is no program /nonexistent/browser");
        assertThat(with("firefox", "PATH", runtime.toString()).show(ADDRESS).trouble())
                .contains("The browser could not be started: there is no program firefox");
        assertThat(with("true").show(ADDRESS).trouble()).isEmpty();
    }

    @Test
    void a_browser_is_no_child_of_the_terminal_that_ctrl_c_is_typed_at() throws Exception {
        Path bin = Files.createDirectory(runtime.resolve("bin"));
        Path started = runtime.resolve("started");
        Path setsid = Files.writeString(
                bin.resolve("setsid"),
                "#!/bin/sh\necho \"$@\" > " + started + ".new\n" + "/bin/mv " + started + ".new " + started + "\n");
        Files.setPosixFilePermissions(setsid, PosixFilePermissions.fromString("rwx------"));

        Path file =
                with("/bin/true", "PATH", bin.toString()).show(ADDRESS).file().orElseThrow();

        new AwaitingLoop().awaitUntil(() -> Files.exists(started));
        assertThat(started).hasContent("/bin/true " + file);
    }

    @Test
    void what_is_left_where_no_file_can_be_written_is_the_link() throws Exception {
        Path nowhere = runtime.resolve("nowhere");
        Browser.Shown shown = with("true").show(ADDRESS, nowhere);
        assertThat(shown.file()).isEmpty();
        assertThat(shown.trouble()).hasValueSatisfying(said -> assertThat(said)
                .contains("No file could be written", nowhere.toString())
                .doesNotContain("5ec4e7"));
        Browser.forget(shown);
    }

    @Test
    void what_killed_runs_have_left_is_deleted_and_nothing_of_the_others() throws Exception {
        Path left = Files.createDirectory(runtime.resolve("slipway-page-999999999-1"));
        Files.writeString(left.resolve("page.html"), ADDRESS);
        Path kept = Files.createDirectory(runtime.resolve("slipway-page-999999999-2"));
        Files.writeString(kept.resolve("else"), "");
        Path running = Files.createDirectory(runtime.resolve("slipway-page-1-1"));
        Path other = Files.createDirectory(runtime.resolve("slipway-page-mine"));

        Path file = with("true").show(ADDRESS).file().orElseThrow();

        assertThat(runtime).isDirectoryNotContaining(path -> path.equals(left));
        assertThat(kept).exists();
        assertThat(running).exists();
        assertThat(other).exists();
        assertThat(file.getParent().getFileName().toString())
                .startsWith("slipway-page-" + ProcessHandle.current().pid() + "-");
    }

    @Test
    void a_link_planted_beside_ours_does_not_make_us_delete_what_it_leads_to() throws Exception {
        Path home = Files.createDirectory(runtime.resolve("home"));
        Path precious = Files.writeString(home.resolve("page.html"), "mine");
        Files.createSymbolicLink(runtime.resolve("slipway-page-999999999-1"), home);

        with("true").show(ADDRESS);

        assertThat(precious).hasContent("mine");
    }
}
