package org.slipway.solver.internal.explain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.slipway.api.solver.Explanation;
import org.slipway.api.solver.Explanation.Component;
import org.slipway.model.Role;
import org.slipway.solver.internal.candidates.Candidate;
import org.slipway.solver.internal.candidates.Candidates;
import org.slipway.solver.internal.candidates.Candidates.Rejected;
import org.slipway.solver.internal.candidates.Restriction;
import org.slipway.solver.internal.problem.Assignment.Filled;

/** One role of the closest match while it is being explained: more and more of its candidates are found to be of no use. */
final class Part {

    private final Role role;
    private final Candidates candidates;
    private final Filled filled;
    private final List<String> notes = new ArrayList<>();
    private List<Candidate> good;

    /** The last found first. */
    private Deque<Rejected> bad;

    Part(Role role, Candidates candidates, Filled filled) {
        this.role = role;
        this.candidates = candidates;
        this.filled = filled;
        this.good = candidates.usable();
        this.bad = new ArrayDeque<>(candidates.rejected());
    }

    Optional<Candidate> selected() {
        return filled.candidate();
    }

    List<String> commands() {
        return filled.commands();
    }

    Optional<Role> replacement() {
        return candidates.replacement();
    }

    void note(String text) {
        notes.add(text);
    }

    /** Rejects what something is wrong with; the note is added if that may have changed the choice. */
    void reject(Optional<String> note, Function<Candidate, Optional<String>> wrong) {
        boolean noted = note.isEmpty();
        List<Candidate> left = new ArrayList<>();
        for (int i = good.size() - 1; i >= 0; i--) {
            Candidate candidate = good.get(i);
            Optional<String> why = wrong.apply(candidate);
            if (why.isEmpty()) {
                left.add(candidate);
                continue;
            }
            if (!noted && mayHaveBeenChosen(candidate)) {
                notes.add(note.get());
                noted = true;
            }
            bad.addFirst(new Rejected(candidate, why.get()));
        }
        Collections.reverse(left);
        good = left;
    }

    private boolean mayHaveBeenChosen(Candidate candidate) {
        return selected()
                .map(selected -> selected.version().compareTo(candidate.version()) <= 0)
                .orElse(true);
    }

    void restrict(String note, List<Restriction> restrictions) {
        int before = notes.size();
        for (Restriction restriction : restrictions)
            reject(
                    Optional.of(note).filter(n -> notes.size() == before),
                    candidate -> violation(restriction, candidate));
    }

    private static Optional<String> violation(Restriction restriction, Candidate candidate) {
        return restriction.allows().test(candidate)
                ? Optional.empty()
                : Optional.of("Incompatible with restriction: " + restriction.text());
    }

    /** What the user has excluded is not shown, unless that leaves nothing to show. */
    void restrictByUser(Restriction restriction) {
        note("User requested " + restriction.text());
        reject(Optional.empty(), candidate -> violation(restriction, candidate));
        Deque<Rejected> shown = new ArrayDeque<>(bad);
        shown.removeIf(r -> !restriction.allows().test(r.candidate()));
        if (!shown.isEmpty() || !good.isEmpty()) bad = shown;
    }

    void rejectAll(String why) {
        for (int i = good.size() - 1; i >= 0; i--) bad.addFirst(new Rejected(good.get(i), why));
        good = List.of();
    }

    Component component() {
        List<Rejected> rejected = new ArrayList<>(bad);
        rejected.sort(
                Comparator.comparing((Rejected r) -> r.candidate().version()).reversed());
        return new Component(
                role,
                selected().map(Part::shown),
                candidates.replacement(),
                candidates.problems(),
                List.copyOf(notes),
                rejected.stream()
                        .map(r -> new Explanation.Rejected(shown(r.candidate()), r.why()))
                        .toList(),
                candidates.usable().size() + candidates.rejected().size(),
                candidates.usable().size());
    }

    private static Explanation.Candidate shown(Candidate candidate) {
        return new Explanation.Candidate(candidate.version(), candidate.id());
    }
}
