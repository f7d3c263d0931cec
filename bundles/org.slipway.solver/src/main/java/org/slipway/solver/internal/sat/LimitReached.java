package org.slipway.solver.internal.sat;

/** The problem is larger, or its search longer, than is allowed; the message says which, for the user. */
public final class LimitReached extends RuntimeException {

    private static final long serialVersionUID = 1;

    LimitReached(String message) {
        super(message, null, false, false);
    }
}
