package org.slipway.archives.internal;

import java.util.SplittableRandom;

/** Which names have been there. Knows them by 64 bits that nobody can foresee, as whole names of many entries are large. */
final class Seen {
    private final long seed = new SplittableRandom().nextLong();
    private long[] marks = new long[64];
    private int count;

    /** Whether it was not there before. */
    boolean add(String name) {
        long mark = mark(name);
        int at = place(marks, mark);
        if (marks[at] == mark) return false;
        marks[at] = mark;
        if (++count > marks.length / 2) grow();
        return true;
    }

    int size() {
        return count;
    }

    private void grow() {
        long[] more = new long[marks.length * 2];
        for (long mark : marks) if (mark != 0) more[place(more, mark)] = mark;
        marks = more;
    }

    /** Where it is, or would be. */
    private static int place(long[] marks, long mark) {
        int at = (int) mark & marks.length - 1;
        while (marks[at] != 0 && marks[at] != mark) at = at + 1 & marks.length - 1;
        return at;
    }

    private long mark(String name) {
        long mark = seed;
        for (int i = 0; i < name.length(); i++) {
            mark = (mark ^ name.charAt(i)) * 0x9e3779b97f4a7c15L;
            mark ^= mark >>> 32;
        }
        return mark == 0 ? 1 : mark;
    }
}
