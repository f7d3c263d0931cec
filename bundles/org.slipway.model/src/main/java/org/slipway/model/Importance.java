package org.slipway.model;

/** Whether the dependant works without it. Source: feed specification, "Dependencies". */
public enum Importance {
    ESSENTIAL,
    RECOMMENDED,
    /** A {@code restricts} element: limits the choice where something else needs the interface, but needs it not itself. */
    RESTRICTS
}
