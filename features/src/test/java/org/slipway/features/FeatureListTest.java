package org.slipway.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.slipway.features.FeatureSet.Bundle;

class FeatureListTest {
    private final FeatureList list = FeatureList.parse(List.of(
            "# a comment",
            "core: the base",
            "  g:a:1 < scr",
            "  g:b:2",
            "",
            "more: on top",
            "  uses core",
            "  g:c:3-x"));

    @Test
    void a_set_brings_what_it_uses_first() {
        assertThat(list.closure(list.sets().get(1)))
                .extracting(Bundle::coordinates)
                .containsExactly("g:a:1", "g:b:2", "g:c:3-x");
    }

    @Test
    void karaf_takes_its_own_feature_instead_of_the_bundle() {
        assertThat(KarafRepository.write(list, "9"))
                .contains(
                        "<feature>scr</feature>", "<bundle>mvn:g/b/2</bundle>", "<feature version=\"9\">slipway-core<")
                .doesNotContain("mvn:g/a/1");
    }

    @Test
    void an_osgi_feature_is_complete() {
        assertThat(OsgiFeature.write(list, list.sets().get(1), "9"))
                .contains(
                        "\"id\": \"org.slipway:features:osgifeature:more:9\"",
                        "{ \"id\": \"g:a:1\" }",
                        "{ \"id\": \"g:c:3-x\" }");
    }

    @Test
    void a_version_that_was_not_filled_in_is_refused() {
        assertThatThrownBy(() -> FeatureList.parse(List.of("core: x", "  g:a:${a.version}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("${a.version}");
    }

    @Test
    void a_set_that_is_not_known_is_refused() {
        assertThatThrownBy(() -> FeatureList.parse(List.of("core: x", "  uses nothing")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
