package org.slipway.solver.internal.problem;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.slipway.solver.internal.sat.AtMostOne;
import org.slipway.solver.internal.sat.Decider;

/**
 * Decides the best of the root first, then the best of its first dependency, then that one's dependencies, and so on. The
 * walk keeps its own stack, as chains may be deep, and what it was before each decision, to go on from there.
 */
final class DepthFirst implements Decider {

    /** Where the walk stands among the choices that follow a selection. */
    private record Frame(List<Choice> siblings, int next, Frame parent) {}

    private record Checkpoint(Choice here, Frame path, int seen) {}

    private final List<Checkpoint> decisions = new ArrayList<>();
    private final Set<Choice> seen = new HashSet<>();
    private final List<Choice> order = new ArrayList<>();
    private Frame path;
    private Choice here;

    DepthFirst(Choice root) {
        see(root);
        here = root;
    }

    @Override
    public int next() {
        while (here != null) {
            Optional<Choice.Option> selected = here.selected();
            if (selected.isPresent()) {
                path = new Frame(selected.get().next, 0, path);
            } else {
                int best = here.bestUndecided();
                if (best != AtMostOne.NONE) {
                    decisions.add(new Checkpoint(here, path, order.size()));
                    return best;
                }
            }
            here = unseen();
        }
        return NOTHING;
    }

    private Choice unseen() {
        while (path != null) {
            for (int i = path.next; i < path.siblings.size(); i++) {
                Choice choice = path.siblings.get(i);
                if (!see(choice)) continue;
                path = new Frame(path.siblings, i + 1, path.parent);
                return choice;
            }
            path = path.parent;
        }
        return null;
    }

    private boolean see(Choice choice) {
        return seen.add(choice) && order.add(choice);
    }

    @Override
    public void backtracked(int level) {
        if (level >= decisions.size()) return;
        Checkpoint then = decisions.get(level);
        decisions.subList(level, decisions.size()).clear();
        here = then.here;
        path = then.path;
        List<Choice> later = order.subList(then.seen, order.size());
        later.forEach(seen::remove);
        later.clear();
    }
}
