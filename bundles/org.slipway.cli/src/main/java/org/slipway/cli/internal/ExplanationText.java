package org.slipway.cli.internal;

import java.util.List;

import org.slipway.api.solver.Explanation;
import org.slipway.api.solver.Explanation.Candidate;
import org.slipway.api.solver.Explanation.Component;

/** Why there is no solution, in the reference's shape. */
final class ExplanationText {
    private static final int FEW = 5;
    private static final int ID = 20;

    private final boolean everything;

    /** @param everything whether all rejected candidates are listed, or a few of each role */
    ExplanationText(boolean everything) {
        this.everything = everything;
    }

    String of(Explanation explanation) {
        StringBuilder text = new StringBuilder("Can't find all required implementations:");
        explanation.components().forEach(component -> add(text, component));
        return text.toString();
    }

    private void add(StringBuilder text, Component component) {
        text.append("\n- ").append(component.role()).append(" -> ");
        text.append(component.selected().map(ExplanationText::of).orElse("(problem)"));
        component.replacedBy().ifPresent(role -> line(text, 4, "Replaced by (and therefore conflicts with) " + role));
        component.notes().forEach(note -> line(text, 4, note));
        component.problems().forEach(problem -> line(text, 4, problem));
        if (component.selected().isPresent()) return;
        if (component.candidates() == 0) {
            line(text, 4, "No known implementations at all");
            return;
        }
        line(text, 4, component.usable() == 0 ? "No usable implementations:" : "Rejected candidates:");
        List<Explanation.Rejected> rejected = component.rejected();
        int shown = everything ? rejected.size() : Math.min(FEW, rejected.size());
        rejected.subList(0, shown).forEach(one -> line(text, 6, of(one.candidate()) + ": " + one.why()));
        if (shown < rejected.size()) line(text, 6, "...");
    }

    private static void line(StringBuilder text, int indent, String line) {
        text.append('\n').append(" ".repeat(indent)).append(line);
    }

    private static String of(Candidate candidate) {
        String id = candidate.id();
        return "v" + candidate.version() + " (" + (id.length() > ID ? id.substring(0, ID - 3) + "..." : id) + ")";
    }
}
