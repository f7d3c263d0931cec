package org.slipway.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slipway.model.json.JsonReader;

class JsonTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "[]",
                "{}",
                "[1,-2,0,1.5,[null,false]]",
                "{\"a\":{\"b\":[]},\"\":\"x\"}",
                "\"\\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u007f/\u00e9\ud83d\ude00\""
            })
    void what_is_read_is_written_as_the_reference_writes_it(String json) throws Exception {
        assertThat(JsonText.dense(JsonReader.read(json))).isEqualTo(json);
    }

    @Test
    void blanks_escapes_and_exponents_are_understood() throws Exception {
        assertThat(JsonText.dense(JsonReader.read(" [ \"\\/\\u00e9\" , 1e3 ,\r\n\t-0.5E-1 ] ")))
                .isEqualTo("[\"/\u00e9\",1000.0,-0.05]");
    }
}
