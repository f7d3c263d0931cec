package org.slipway.differential;

/** Whether the machine's own packages take part. */
public enum Distribution {
    SEEN,
    /** As if this machine had no package manager. */
    HIDDEN
}
