package org.slipway.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.slipway.api.solver.Choice;
import org.slipway.api.solver.Choice.Criterion;
import org.slipway.api.solver.Choice.Demand;
import org.slipway.api.solver.Choice.Other;
import org.slipway.api.solver.Choice.Verdict;
import org.slipway.api.solver.Explanation.Candidate;
import org.slipway.api.solver.Remedy;
import org.slipway.model.Form;
import org.slipway.model.Importance;
import org.slipway.model.InterfaceUri;
import org.slipway.model.Role;
import org.slipway.model.Version;

class ChoiceTextTest {

    private static final Role APP = Role.binary(new InterfaceUri("http://example.com/app.xml"));
    private static final Role LIB = Role.binary(new InterfaceUri("http://example.com/lib.xml"));

    private static Other other(String version, Verdict verdict) {
        return new Other(candidate(version), verdict);
    }

    private static Candidate candidate(String version) {
        return new Candidate(Version.of(version), "id" + version);
    }

    private static final Choice CHOICE = new Choice(
            LIB,
            candidate("2"),
            List.of(new Demand(APP, Version.of("1"), Importance.ESSENTIAL, List.of("version ..!3"))),
            List.of(
                    other("4", new Verdict.Excluded("http://example.com/app.xml 1 requires version ..!3")),
                    other("3", new Verdict.Costly(APP, Optional.of(candidate("0.9")))),
                    other("1.5", new Verdict.Worse(Criterion.VERSION, "1.5", "2")),
                    other("1", new Verdict.Worse(Criterion.VERSION, "1", "2")),
                    other("6", new Verdict.Unusable("Poor stability 'buggy'")),
                    other("5", new Verdict.Unusable("Poor stability 'buggy'"))));

    @Test
    void a_choice_says_what_brought_it_what_it_beat_and_what_could_not_be_had() {
        assertThat(ChoiceText.of(CHOICE)).isEqualTo("""
                http://example.com/lib.xml -> v2 (id2)
                  required by http://example.com/app.xml 1: version ..!3
                  before v1.5 (id1.5): It is older (1.5 is before 2)
                  not to be had:
                    v4 (id4): http://example.com/app.xml 1 requires version ..!3
                    v3 (id3): Then http://example.com/app.xml would have to be v0.9 (id0.9), which is decided first
                    v6 to v5 (2 of them): Poor stability 'buggy'""");
    }

    @Test
    void what_is_of_the_other_form_says_how_to_have_it() {
        Verdict source = new Verdict.Unusable(
                "We want a binary and this is source", Optional.of(new Remedy.OtherForm(Form.SOURCE)));
        assertThat(ChoiceText.of(other("2", source)))
                .isEqualTo("v2 (id2): We want a binary and this is source. To select the source code: --source");
    }

    @Test
    void programs_get_the_same_facts() {
        assertThat(JsonText.of(ChoiceJson.of(CHOICE.others().subList(1, 3))))
                .isEqualTo("[{\"version\": \"3\", \"id\": \"id3\", \"verdict\": \"costly\", \"change\": {\"interface\":"
                        + " \"http://example.com/app.xml\", \"source\": false, \"version\": \"0.9\", \"id\":"
                        + " \"id0.9\"}, \"why\": \"Then http://example.com/app.xml would have to be v0.9 (id0.9),"
                        + " which is decided first\"}, {\"version\": \"1.5\", \"id\": \"id1.5\", \"verdict\":"
                        + " \"worse\", \"criterion\": \"version\", \"why\": \"It is older (1.5 is before 2)\"}]");
    }

    @Test
    void every_criterion_has_a_sentence() {
        for (Criterion criterion : Criterion.values())
            assertThat(ChoiceText.of(new Verdict.Worse(criterion, "a", "b"))).isNotEmpty();
    }

    @Test
    void json_from_outside_cannot_leave_its_string() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("a\"b", List.of("\\", "\n\u007f\u202e\u00e9", 1, true));
        assertThat(JsonText.of(object))
                .isEqualTo("{\"a\\\"b\": [\"\\\\\", \"\\u000a\\u007f\\u202e\\u00e9\", 1, true]}");
    }
}
