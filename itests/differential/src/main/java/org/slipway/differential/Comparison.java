package org.slipway.differential;

import java.io.IOException;

/** Asks two peers the same questions about the same universes. */
public final class Comparison {

    private final Peer reference;
    private final Peer candidate;
    private int cases;
    private int solvable;

    public Comparison(Peer reference, Peer candidate) {
        this.reference = reference;
        this.candidate = candidate;
    }

    /** @return the difference, for people; empty if there is none */
    public String of(Home home, Question question) throws IOException {
        Answer expected = reference.select(home, question);
        Answer actual = candidate.select(home, question);
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
}
