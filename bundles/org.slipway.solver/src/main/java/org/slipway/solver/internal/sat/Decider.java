package org.slipway.solver.internal.sat;

/** Says what to try next. Its order decides which of many solutions is found. */
public interface Decider {

    int NOTHING = -1;

    /** An undecided literal to make true; {@link #NOTHING} to make all that is undecided false. */
    int next();

    /** All decisions but the first {@code level} have been taken back. */
    void backtracked(int level);
}
