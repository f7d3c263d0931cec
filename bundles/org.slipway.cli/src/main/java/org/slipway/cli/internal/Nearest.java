package org.slipway.cli.internal;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody who mistyped may have meant. */
final class Nearest {
    /** So that two dashes, which many begin with, are the beginning of none. */
    private static final int BEGINNING = 3;

    private Nearest() {}

    /** The one that the fewest changes lead to, if these are few; else the shortest of those that begin so. */
    static Optional<String> to(String typed, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt((String word) -> distance(typed, word))
                        .thenComparing(word -> word))
                .filter(word -> distance(typed, word) <= Math.max(1, word.length() / 3))
                .or(() -> beginning(typed, known));
    }

    private static Optional<String> beginning(String typed, Collection<String> known) {
        return known.stream()
                .filter(word -> typed.length() >= BEGINNING && word.startsWith(typed))
                .min(Comparator.comparingInt(String::length).thenComparing(word -> word));
    }

    /** Letters to add, to take away, to replace, or to swap with the next. */
    private static int distance(String a, String b) {
        int[][] to = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) to[i][0] = i;
        for (int j = 0; j <= b.length(); j++) to[0][j] = j;
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int replaced = to[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                to[i][j] = Math.min(replaced, 1 + Math.min(to[i - 1][j], to[i][j - 1]));
                if (areSwapped(a, i, b, j)) to[i][j] = Math.min(to[i][j], 1 + to[i - 2][j - 2]);
            }
        }
        return to[a.length()][b.length()];
    }

    private static boolean areSwapped(String a, int i, String b, int j) {
        return i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    }
}
