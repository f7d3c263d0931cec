package org.slipway.cli.internal;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.slipway.api.solver.Explanation;
import org.slipway.api.solver.Explanation.Candidate;
import org.slipway.api.solver.Explanation.Component;

/** Why there is no solution, in the reference's shape, and what would help. */
final class ExplanationText {
    private static final int FEW = 5;
    private static final int ID = 20;

    private final boolean everything;

    /** @param everything whether each rejected candidate has a line, and what is in nobody's way is shown too */
    ExplanationText(boolean everything) {
        this.everything = everything;
    }

    String of(Explanation explanation) {
        StringBuilder text = new StringBuilder("Can't find all required implementations:");
        explanation.components().stream().filter(this::isOfInterest).forEach(component -> add(text, component));
        text.append(RemedySentences.of(explanation.remedies()));
        return text.toString();
    }

    private boolean isOfInterest(Component component) {
        return everything
                || component.selected().isEmpty()
                || component.replacedBy().isPresent()
                || !component.notes().isEmpty()
                || !component.problems().isEmpty();
    }

    private void add(StringBuilder text, Component component) {
        text.append("\n- ").append(component.role()).append(" -> ");
        text.append(component.selected().map(ExplanationText::of).orElse("(problem)"));
        Set<String> notes = new LinkedHashSet<>();
        component.replacedBy().ifPresent(role -> notes.add("Replaced by (and therefore conflicts with) " + role));
        notes.addAll(component.notes());
        notes.forEach(note -> line(text, 4, note));
        component.problems().forEach(problem -> line(text, 4, problem.text()));
        if (component.selected().isPresent()) return;
        if (component.candidates() == 0) {
            line(text, 4, "No known implementations at all");
            return;
        }
        line(text, 4, component.usable() == 0 ? "No usable implementations:" : "Rejected candidates:");
        List<Explanation.Rejected> rejected = component.rejected();
        if (everything || rejected.size() <= FEW)
            rejected.forEach(one -> line(text, 6, of(one.candidate()) + ": " + one.why()));
        else byReason(rejected).forEach((why, those) -> line(text, 6, of(those) + ": " + why));
    }

    private static Map<String, List<Candidate>> byReason(List<Explanation.Rejected> rejected) {
        return rejected.stream()
                .collect(Collectors.groupingBy(
                        Explanation.Rejected::why,
                        LinkedHashMap::new,
                        Collectors.mapping(Explanation.Rejected::candidate, Collectors.toList())));
    }

    static String of(List<Candidate> those) {
        Candidate best = those.get(0);
        Candidate worst = those.get(those.size() - 1);
        return those.size() == 1
                ? of(best)
                : "v" + best.version() + " to v" + worst.version() + " (" + those.size() + " of them)";
    }

    private static void line(StringBuilder text, int indent, String line) {
        text.append('\n').append(" ".repeat(indent)).append(line);
    }

    static String of(Candidate candidate) {
        String id = candidate.id();
        return "v" + candidate.version() + " (" + (id.length() > ID ? id.substring(0, ID - 3) + "..." : id) + ")";
    }
}
