package org.slipway.model.json;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nul",
                "[1,]",
                "[1 2]",
                "{1:2}",
                "{\"a\" 1}",
                "{\"a\":1",
                "\"open",
                "\"\n\"",
                "\"\\x\"",
                "\"\\u12g4\"",
                "01",
                "+1",
                "1.",
                "NaN",
                "1e999",
                "{\"a\":1,\"a\":2}",
                "[] []"
            })
    void anything_else_is_refused_with_its_place(String json) {
        assertThatThrownBy(() -> JsonReader.read(json))
                .isInstanceOf(MalformedJson.class)
                .hasMessageMatching("This is no JSON \\(character [0-9]+\\): .+");
    }

    @Test
    void a_thousand_levels_are_an_attack() {
        assertThatThrownBy(() -> JsonReader.read("[".repeat(1000))).hasMessageContaining("too deeply");
    }
}
