package org.slipway.solver.internal.remedy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.slipway.api.solver.Remedy;
import org.slipway.solver.internal.sat.LimitReached;

/** Finds the smallest changes that help: each is tried out by a solve. */
final class Remedies {

    /** One screen. */
    private static final int MOST = 4;

    /** Solves that may be spent on pairs of changes. */
    private static final int PAIRS = 100;

    private final Predicate<List<Remedy>> helps;

    /** @param helps whether there is a solution after these changes */
    Remedies(Predicate<List<Remedy>> helps) {
        this.helps = helps;
    }

    /**
     * @param ideas what the user could change
     * @param missing what helps in any case, if all of it is there: the search for the closest match has shown that
     */
    List<List<Remedy>> smallest(List<Remedy> ideas, List<Remedy> missing) {
        List<List<Remedy>> found = new ArrayList<>();
        try {
            addSingles(ideas, found);
            if (found.isEmpty()) addPairs(ideas, found);
            found.add(reduced(missing));
        } catch (LimitReached enough) {
            found.add(missing);
        }
        return List.copyOf(found);
    }

    private void addSingles(List<Remedy> ideas, List<List<Remedy>> found) {
        for (Remedy idea : ideas) {
            if (found.size() == MOST) return;
            if (helps.test(List.of(idea))) found.add(List.of(idea));
        }
    }

    private void addPairs(List<Remedy> ideas, List<List<Remedy>> found) {
        int left = PAIRS;
        for (int second = 1; second < ideas.size(); second++)
            for (int first = 0; first < second; first++) {
                if (left-- == 0 || found.size() == MOST) return;
                List<Remedy> pair = List.of(ideas.get(first), ideas.get(second));
                if (helps.test(pair)) found.add(pair);
            }
    }

    /** Without what can be left out. */
    private List<Remedy> reduced(List<Remedy> all) {
        List<Remedy> needed = new ArrayList<>(all);
        for (Remedy one : all) {
            List<Remedy> fewer = new ArrayList<>(needed);
            fewer.remove(one);
            if (!fewer.isEmpty() && helps.test(fewer)) needed = fewer;
        }
        return List.copyOf(needed);
    }
}
