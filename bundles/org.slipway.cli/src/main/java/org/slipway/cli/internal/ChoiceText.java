package org.slipway.cli.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.slipway.api.solver.Choice;
import org.slipway.api.solver.Choice.Demand;
import org.slipway.api.solver.Choice.Other;
import org.slipway.api.solver.Choice.Verdict;

/** Why something was chosen, and something else was not. */
final class ChoiceText {
    private ChoiceText() {}

    /** What brought it, what it was preferred to, and what would have been preferred to it but cannot be. */
    static String of(Choice choice) {
        StringBuilder text = new StringBuilder(choice.role() + " -> " + ExplanationText.of(choice.selected()));
        if (choice.demands().isEmpty()) text.append("\n  it is what you asked for");
        choice.demands().forEach(demand -> text.append("\n  ").append(of(demand)));
        choice.others().stream()
                .filter(other -> other.verdict() instanceof Verdict.Worse)
                .findFirst()
                .ifPresent(next -> text.append("\n  before ").append(of(next)));
        List<Other> out = choice.others().stream()
                .filter(other -> !(other.verdict() instanceof Verdict.Worse))
                .toList();
        if (out.isEmpty()) return text.toString();
        text.append("\n  not to be had:");
        byReason(out).forEach((why, those) -> text.append("\n    ")
                .append(ExplanationText.of(those.stream().map(Other::candidate).toList()))
                .append(": ")
                .append(why));
        return text.toString();
    }

    private static Map<String, List<Other>> byReason(List<Other> others) {
        return others.stream()
                .collect(Collectors.groupingBy(
                        other -> of(other.verdict()), LinkedHashMap::new, Collectors.toCollection(ArrayList::new)));
    }

    /** A candidate that was not chosen. */
    static String of(Other other) {
        return ExplanationText.of(other.candidate()) + ": " + of(other.verdict());
    }

    private static String of(Demand demand) {
        String user = demand.user() + " " + demand.version();
        String limits = demand.limits().isEmpty() ? "" : ": " + String.join(", ", demand.limits());
        return switch (demand.importance()) {
            case ESSENTIAL -> "required by " + user + limits;
            case RECOMMENDED -> "recommended by " + user + limits;
            case RESTRICTS -> "restricted by " + user + limits;
        };
    }

    static String of(Verdict verdict) {
        return verdict.fold(
                ChoiceText::of,
                ChoiceText::of,
                excluded -> excluded.why(),
                costly -> "Then " + costly.role() + " would have to be "
                        + costly.instead().map(ExplanationText::of).orElse("left out") + ", which is decided first");
    }

    private static String of(Verdict.Unusable unusable) {
        return unusable.why()
                + unusable.remedy().map(it -> ". To " + RemedySentences.of(it)).orElse("");
    }

    private static String of(Verdict.Worse worse) {
        return switch (worse.criterion()) {
            case RULE -> "The rule " + worse.selected() + " prefers the selected one";
            case PREFERRED_BY_USER -> "You have rated the selected one as preferred";
            case LANGUAGE -> "It is not in a language of yours";
            case AVAILABLE -> "It would have to be downloaded";
            case NEEDS_ADMINISTRATOR -> "An administrator would have to install it";
            case STABILITY -> "It is less stable (" + worse.its().toLowerCase(Locale.ROOT) + ")";
            case VERSION, VERSION_MODIFIERS -> "It is older (" + worse.its() + " is before " + worse.selected() + ")";
            case NATIVE_PACKAGE -> "The selected one is a package of the distribution";
            case SYSTEM -> "It is less specific to this operating system";
            case COMPILED -> "It would have to be compiled";
            case PROCESSOR -> "It is less specific to this processor";
            case COUNTRY -> "Its language fits less well";
            case ID -> "They differ only in their ids, of which the larger is taken";
            case FEED -> "They differ only in their feeds, of which the larger name is taken";
        };
    }
}
