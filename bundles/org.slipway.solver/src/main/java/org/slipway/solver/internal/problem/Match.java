package org.slipway.solver.internal.problem;

/** What counts as a solution. */
public enum Match {
    EXACT,
    /** Stand-ins may fill roles where nothing else would do: for the diagnosis. */
    CLOSEST
}
