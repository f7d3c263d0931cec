package org.slipway.cli.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.slipway.api.solver.Choice;
import org.slipway.api.solver.Choice.Demand;
import org.slipway.api.solver.Choice.Other;
import org.slipway.api.solver.Choice.Verdict;
import org.slipway.api.solver.Explanation;
import org.slipway.model.Form;
import org.slipway.model.Role;

/** Choices for programs: the same facts as the text has, all of them. */
final class ChoiceJson {
    private ChoiceJson() {}

    static Map<String, Object> of(Choice choice) {
        Map<String, Object> object = of(choice.role());
        object.putAll(of(choice.selected()));
        object.put("demands", choice.demands().stream().map(ChoiceJson::of).toList());
        object.put("others", of(choice.others()));
        return object;
    }

    static List<Map<String, Object>> of(List<Other> others) {
        return others.stream().map(ChoiceJson::of).toList();
    }

    private static Map<String, Object> of(Other other) {
        Map<String, Object> object = of(other.candidate());
        object.putAll(other.verdict()
                .fold(
                        unusable -> verdict("unusable"),
                        ChoiceJson::worse,
                        excluded -> verdict("excluded"),
                        ChoiceJson::costly));
        object.put("why", ChoiceText.of(other.verdict()));
        return object;
    }

    private static Map<String, Object> verdict(String name) {
        return new LinkedHashMap<>(Map.of("verdict", name));
    }

    private static Map<String, Object> worse(Verdict.Worse worse) {
        Map<String, Object> object = verdict("worse");
        object.put(
                "criterion", worse.criterion().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        return object;
    }

    private static Map<String, Object> costly(Verdict.Costly costly) {
        Map<String, Object> object = verdict("costly");
        Map<String, Object> change = of(costly.role());
        costly.instead().ifPresent(candidate -> change.putAll(of(candidate)));
        object.put("change", change);
        return object;
    }

    private static Map<String, Object> of(Demand demand) {
        Map<String, Object> object = of(demand.user());
        object.put("version", demand.version().toString());
        object.put("importance", demand.importance().name().toLowerCase(Locale.ROOT));
        object.put("limits", demand.limits());
        return object;
    }

    static Map<String, Object> of(Role role) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("interface", role.interfaceUri().text());
        object.put("source", role.form() == Form.SOURCE);
        return object;
    }

    private static Map<String, Object> of(Explanation.Candidate candidate) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("version", candidate.version().toString());
        object.put("id", candidate.id());
        return object;
    }
}
