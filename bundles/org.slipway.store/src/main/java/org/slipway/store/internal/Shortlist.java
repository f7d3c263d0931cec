package org.slipway.store.internal;

import java.util.ArrayList;
import java.util.List;

/** The first of lines that may be more than anybody reads, and how many more there are. */
final class Shortlist {
    private static final int MOST = 1000;

    private final List<String> first = new ArrayList<>();
    private long more;

    void add(String line) {
        if (first.size() < MOST) first.add(line);
        else more++;
    }

    void addAll(Shortlist others) {
        others.first.forEach(this::add);
        more += others.more;
    }

    boolean isEmpty() {
        return first.isEmpty();
    }

    List<String> first() {
        return List.copyOf(first);
    }

    /** The first, and how many more, as another line. */
    List<String> lines() {
        if (more == 0) return first();
        List<String> lines = new ArrayList<>(first);
        lines.add("and " + more + " more");
        return lines;
    }

    long more() {
        return more;
    }
}
