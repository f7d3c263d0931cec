package org.slipway.web.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

        Path directory = browser.show(ADDRESS);

        Path file = directory.resolve("page.html");
        assertThat(directory).hasParent(runtime);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        assertThat(file).content().contains("0; url=" + ADDRESS);
        assertThat(browser.command(file)).noneMatch(word -> word.contains("5ec4e7"));
    }
}
