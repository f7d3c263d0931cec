package org.slipway.solver.internal.problem;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;

import org.slipway.solver.internal.sat.AtMostOne;
import org.slipway.solver.internal.sat.Decider;

/**
 * Decides the best of the root first, then the best of its first dependency, then that one's dependencies, and so on. The
 * walk goes on where it stopped until something is taken back; it keeps its own stack, as chains may be deep.
 */
final class DepthFirst implements Decider {

    private final Choice root;
    private final Set<Choice> seen = new HashSet<>();
    private final Deque<Iterator<Choice>> path = new ArrayDeque<>();
    private Choice here;

    DepthFirst(Choice root) {
        this.root = root;
        backtracked();
    }

    @Override
    public void backtracked() {
        seen.clear();
        path.clear();
        seen.add(root);
        here = root;
    }

    @Override
    public int next() {
        while (here != null) {
            Optional<Choice.Option> selected = here.selected();
            if (selected.isPresent()) {
                path.push(selected.get().next.iterator());
            } else if (here.bestUndecided() != AtMostOne.NONE) {
                return here.bestUndecided();
            }
            here = unseen();
        }
        return NOTHING;
    }

    private Choice unseen() {
        while (!path.isEmpty()) {
            Iterator<Choice> siblings = path.peek();
            while (siblings.hasNext()) {
                Choice next = siblings.next();
                if (seen.add(next)) return next;
            }
            path.pop();
        }
        return null;
    }
}
