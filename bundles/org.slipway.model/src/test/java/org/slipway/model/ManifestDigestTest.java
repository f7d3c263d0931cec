package org.slipway.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slipway.model.ManifestDigest.Algorithm;

class ManifestDigestTest {
    private static final String BASE32 = "A".repeat(52);
    private static final String HEX40 = "0a".repeat(20);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sha256new_" + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "sha1new=0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a",
                "sha1=0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a",
                "sha256=0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a"
            })
    void is_read_as_it_is_written(String name) {
        assertThat(ManifestDigest.of(name))
                .hasValueSatisfying(d -> assertThat(d.directoryName()).isEqualTo(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "../../etc",
                "/subdir",
                "0a",
                "0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A",
                "0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a/../../x",
                "0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a\n"
            })
    void a_value_that_is_a_path_is_no_digest(String value) {
        assertThat(ManifestDigest.of("sha1new=" + value)).isEmpty();
        assertThat(ManifestDigest.of("sha256new_" + value)).isEmpty();
        assertThatThrownBy(() -> new ManifestDigest(Algorithm.SHA1NEW, value))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_strongest_is_the_best() {
        ManifestDigest strong = new ManifestDigest(Algorithm.SHA256NEW, BASE32);
        ManifestDigest weak = new ManifestDigest(Algorithm.SHA1, HEX40);
        assertThat(ManifestDigest.best(List.of(weak, strong))).contains(strong);
        assertThat(ManifestDigest.best(List.of())).isEmpty();
    }
}
