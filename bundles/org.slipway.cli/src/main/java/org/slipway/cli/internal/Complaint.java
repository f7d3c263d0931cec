package org.slipway.cli.internal;

/** The command cannot be done; the message is for the user. */
class Complaint extends Exception {
    private static final long serialVersionUID = 1;

    Complaint(String message) {
        super(message);
    }
}
