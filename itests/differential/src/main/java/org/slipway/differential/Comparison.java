package org.slipway.differential;

import java.io.IOException;
import java.util.Locale;

/** Asks two peers the same questions about the same universes. */
public final class Comparison {

    private final Peer reference;
    private final Peer candidate;
    private int cases;
    private int solvable;
    private long ofReference;
    private long ofCandidate;

    public Comparison(Peer reference, Peer candidate) {
        this.reference = reference;
        this.candidate = candidate;
    }

    /** @return the difference, for people; empty if there is none */
    public String of(Home home, Question question) throws IOException {
        long begun = System.nanoTime();
        Answer expected = reference.select(home, question);
        long between = System.nanoTime();
        Answer actual = candidate.select(home, question);
        ofReference += between - begun;
        ofCandidate += System.nanoTime() - between;
        cases++;
        if (expected.selections().isPresent()) solvable++;
        return actual.agreesWith(expected) ? "" : question + "\n" + actual.differenceTo(expected);
    }

    public int cases() {
        return cases;
    }

    public int solvable() {
        return solvable;
    }

    /** How long each has taken on average. */
    public String times() {
        return String.format(
                Locale.ROOT,
                "%d ms the reference, %d ms Slipway",
                ofReference / Math.max(1, cases) / 1_000_000,
                ofCandidate / Math.max(1, cases) / 1_000_000);
    }
}
