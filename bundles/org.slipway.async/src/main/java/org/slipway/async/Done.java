package org.slipway.async;

/** The value of a promise that only says that something has ended. */
public enum Done {
    DONE
}
