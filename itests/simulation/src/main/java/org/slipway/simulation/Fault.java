package org.slipway.simulation;

/** What goes wrong in a simulated world. */
enum Fault {
    /** An answer takes long. */
    DELAY,
    /** The connection breaks. */
    RESET,
    /** The answer ends before it is complete. */
    TRUNCATION,
    /** The answer has other bytes than it should. */
    WRONG_BYTES,
    /** The resource is elsewhere. */
    REDIRECT,
    REDIRECT_LOOP,
    /** The bytes stop coming. */
    STALL,
    /** The bytes come too slowly to go on waiting. */
    TRICKLE,
    /** No connection, or no answer. */
    HANG,
    /** The proxy does not let the request through. */
    PROXY_REFUSAL,
    /** Status 503, with or without {@code Retry-After}. */
    UNAVAILABLE,
    /** Status 404. */
    MISSING,
    /** Between two requests, the resource becomes another one. */
    CHANGED,
    /** The server does not go on from the middle. */
    NO_RANGES,
    /** The primary's document is older than the cached one. */
    REPLAY,
    /** The mirror's document is older than the primary's. */
    OLD_MIRROR,
    /** The primary's document is older than the mirror's. */
    OLD_PRIMARY,
    /** A document that its signature does not fit. */
    FORGERY,
    /** A document that nobody has signed. */
    UNSIGNED,
    /** A signature by a key that nobody has. */
    UNKNOWN_SIGNER,
    /** Nobody trusts the key yet. */
    UNTRUSTED_KEY,
    /** The key information server does not answer in time. */
    LATE_VOTES,
    LATE_USER,
    /** The user never answers. */
    SILENT_USER,
    REFUSING_USER,
    ABSENT_USER,
    CANCEL,
    CLOCK_JUMP,
    DISK_FULL,
    TRANSPORT_LEAVES,
    FORMAT_LEAVES,
    /** Another process downloads the same. */
    OTHER_PROCESS
}
