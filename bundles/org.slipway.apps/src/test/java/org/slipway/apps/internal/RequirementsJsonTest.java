package org.slipway.apps.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.slipway.api.app.Wanted;
import org.slipway.model.Form;
import org.slipway.model.InterfaceUri;
import org.slipway.model.Requirements;
import org.slipway.model.Requirements.Compilation;
import org.slipway.model.VersionExpression;

class RequirementsJsonTest {
    private static final InterfaceUri URI = new InterfaceUri("http://example.com/app.xml");

    @Test
    void what_the_reference_writes_is_written() {
        assertThat(RequirementsJson.write(new Wanted(Requirements.run(URI), Optional.empty())))
                .isEqualTo("{\"interface_uri\":\"http://example.com/app.xml\",\"command\":\"run\"}");
    }

    @Test
    void everything_survives() {
        Wanted all = new Wanted(
                new Requirements(
                        URI,
                        Optional.of("com\"pile\\\n"),
                        Form.SOURCE,
                        Compilation.ALLOWED,
                        Map.of(URI, VersionExpression.of("1..!2 | 3")),
                        Optional.of("Linux"),
                        Optional.of("x86_64"),
                        List.of()),
                Optional.of("Grüße"));
        assertThat(RequirementsJson.read(RequirementsJson.write(all))).isEqualTo(all);
    }

    @Test
    void no_command_is_not_the_usual_one() {
        Wanted none = new Wanted(Requirements.run(URI).withCommand(Optional.empty()), Optional.empty());
        assertThat(RequirementsJson.read(RequirementsJson.write(none))).isEqualTo(none);
        assertThat(RequirementsJson.read("{\"interface_uri\":\"" + URI + "\"}")
                        .requirements()
                        .command())
                .contains("run");
    }

    @Test
    void limits_of_old_programs_restrict_the_root() {
        String begin = "{\"interface_uri\":\"http://example.com/app.xml\",";
        assertThat(restriction(begin + "\"before\":\"2\"}")).hasToString("..!2");
        assertThat(restriction(begin + "\"not_before\":\"1\",\"before\":\"\"}")).hasToString("1..");
        assertThat(restriction(begin + "\"not_before\":\"1\",\"before\":\"2\"}"))
                .hasToString("1..!2");
    }

    private static VersionExpression restriction(String json) {
        return RequirementsJson.read(json).requirements().restrictions().get(URI);
    }

    @Test
    void what_makes_no_sense_is_refused_with_a_reason() {
        for (String bad : List.of(
                "",
                "{",
                "[]",
                "{\"interface_uri\":\"http://example.com/x\"} x",
                "{\"interface_uri\":1}",
                "{}",
                "{\"interface_uri\":\"\"}",
                "{\"interface_uri\":\"http://example.com/x\",\"nonsense\":1}",
                "{\"interface_uri\":\"http://example.com/x\",\"source\":\"yes\"}",
                "{\"interface_uri\":\"http://example.com/x\",\"extra_restrictions\":[]}",
                "{\"interface_uri\":\"http://example.com/x\",\"extra_restrictions\":{\"a\":1}}",
                "{\"interface_uri\":\"http://example.com/x\",\"interface_uri\":\"http://example.com/y\"}",
                "{\"interface_uri\":\"\\u12\"}",
                "{\"interface_uri\":\"\\x\"}",
                "{\"interface_uri\":nul}",
                "[".repeat(100_000)))
            assertThatThrownBy(() -> RequirementsJson.read(bad))
                    .as(bad.length() > 100 ? "deep" : bad)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageMatching("(?s).{5,}");
    }
}
