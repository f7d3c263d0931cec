package org.slipway.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slipway.api.archive.BadArchive;

class PathGateTest {
    @Test
    void plain_names_pass() throws BadArchive {
        assertThat(PathGate.names("a/b c/ü")).containsExactly("a", "b c", "ü");
        assertThat(PathGate.names("./a/b/")).containsExactly("a", "b");
        assertThat(PathGate.names("a/.")).containsExactly("a");
        assertThat(PathGate.names(".")).isEmpty();
        assertThat(PathGate.names("")).isEmpty();
        assertThat(PathGate.names("a/.manifest")).containsExactly("a", ".manifest");
        assertThat(PathGate.names("...")).containsExactly("...");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/passwd",
                "../sibling",
                "a/../../b",
                "a/..",
                "a//b",
                "a/./b",
                "a\\b",
                "..\\b",
                "C:/x",
                "C:x",
                "//server/share",
                "a\nb",
                "a\rb",
                "a\0b",
                "a\u001bb",
                "a\u007fb",
                ".manifest",
                "./.manifest",
                ".manifest/x",
                "a\uFFFDb",
                "a\ud800b"
            })
    void a_path_that_leaves_the_tree_or_deceives_is_refused(String path) {
        assertThatThrownBy(() -> PathGate.names(path))
                .isInstanceOf(BadArchive.class)
                .hasMessageContaining("is refused");
    }

    @Test
    void a_name_too_long_for_the_file_system_is_refused() {
        assertThatThrownBy(() -> PathGate.names("ü".repeat(128))).hasMessageContaining("longer than 255 bytes");
    }

    @Test
    void a_tree_too_deep_to_be_walked_is_refused() {
        assertThatThrownBy(() -> PathGate.names("a/".repeat(257))).hasMessageContaining("256 directories deep");
    }
}
