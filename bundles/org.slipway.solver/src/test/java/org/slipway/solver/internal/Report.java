package org.slipway.solver.internal;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import org.slipway.api.solver.Explanation;
import org.slipway.api.solver.Explanation.Component;
import org.slipway.api.solver.Explanation.Rejected;

/** Writes an explanation as the reference prints it, so that whole texts can be compared. */
final class Report {

    private static final int SHOWN = 5;

    private Report() {}

    static String of(Explanation explanation) {
        return "Can't find all required implementations:\n"
                + explanation.components().stream()
                        .sorted(Comparator.comparing(Component::role))
                        .map(Report::of)
                        .collect(Collectors.joining("\n"));
    }

    private static String of(Component component) {
        StringBuilder text = new StringBuilder("- " + component.role() + " -> ");
        text.append(component
                .selected()
                .map(c -> "v" + c.version() + " (" + shortened(c.id()) + ")")
                .orElse("(problem)"));
        component.problems().forEach(p -> text.append("\n    ").append(p.text()));
        component.notes().forEach(n -> text.append("\n    ").append(n));
        if (component.selected().isEmpty()) text.append(rejected(component));
        return text.toString();
    }

    private static String rejected(Component component) {
        if (component.candidates() == 0) return "\n    No known implementations at all";
        StringBuilder text = new StringBuilder(
                component.usable() == 0 ? "\n    No usable implementations:" : "\n    Rejected candidates:");
        List<Rejected> rejected = component.rejected();
        for (Rejected r : rejected.subList(0, Math.min(SHOWN, rejected.size())))
            text.append("\n      v" + r.candidate().version() + " ("
                    + shortened(r.candidate().id()) + "): " + r.why());
        return text + (rejected.size() > SHOWN ? "\n      ..." : "");
    }

    private static String shortened(String id) {
        return id.length() > 20 ? id.substring(0, 17) + "..." : id;
    }
}
