package org.slipway.settings.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class XdgPlacesTest {
    private static XdgPlaces places(Map<String, String> environment) {
        return new XdgPlaces(Optional.empty(), environment, "somebody");
    }

    @Test
    void the_defaults_are_below_the_home() {
        XdgPlaces places = places(Map.of("HOME", "/home/x"));
        assertThat(places.configs())
                .containsExactly(Path.of("/home/x/.config/0install.net"), Path.of("/etc/xdg/0install.net"));
        assertThat(places.caches())
                .containsExactly(Path.of("/home/x/.cache/0install.net"), Path.of("/var/cache/0install.net"));
        assertThat(places.datas())
                .containsExactly(
                        Path.of("/home/x/.local/share/0install.net"),
                        Path.of("/usr/local/share/0install.net"),
                        Path.of("/usr/share/0install.net"));
    }

    @Test
    void the_xdg_variables_replace_them() {
        XdgPlaces places = places(Map.of("HOME", "/home/x", "XDG_CACHE_HOME", "/c", "XDG_CACHE_DIRS", "/a::/b"));
        assertThat(places.caches())
                .containsExactly(Path.of("/c/0install.net"), Path.of("/a/0install.net"), Path.of("/b/0install.net"));
    }

    @Test
    void what_is_relative_is_so_to_where_the_caller_is() {
        XdgPlaces places = new XdgPlaces(
                Optional.empty(), Map.of("HOME", "/home/x", "XDG_CACHE_HOME", "c"), "somebody", Path.of("/here"));
        assertThat(places.cache()).isEqualTo(Path.of("/here/c/0install.net"));
    }

    @Test
    void a_portable_base_has_everything_and_ignores_them() {
        XdgPlaces places = places(Map.of("HOME", "/home/x", "XDG_CACHE_HOME", "/c", "ZEROINSTALL_PORTABLE_BASE", "/p"));
        assertThat(places.caches()).containsExactly(Path.of("/p/cache"));
        assertThat(places.config()).isEqualTo(Path.of("/p/config"));
        assertThat(places.data()).isEqualTo(Path.of("/p/data"));
    }
}
