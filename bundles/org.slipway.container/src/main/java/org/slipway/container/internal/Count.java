package org.slipway.container.internal;

/** What is counted besides downloads. */
enum Count {
    BYTES,
    RETRIES,
    MIRRORS_ASKED,
    MIRRORS_WON,
    MIRRORS_LOST,
    STORED,
    WARNINGS,
    SOLVES,
    SOLVE_NANOS
}
