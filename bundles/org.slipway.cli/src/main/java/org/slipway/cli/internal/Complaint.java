package org.slipway.cli.internal;

/** The command cannot be done; the message is for the user. */
class Complaint extends Exception {
    private static final long serialVersionUID = 1;

    private final Status status;

    Complaint(String message) {
        this(message, Status.FAILED);
    }

    Complaint(String message, Status status) {
        super(message);
        this.status = status;
    }

    Status status() {
        return status;
    }
}
