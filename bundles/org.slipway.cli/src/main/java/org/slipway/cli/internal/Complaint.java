package org.slipway.cli.internal;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.slipway.api.app.BadApp;

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

    /** Whatever has been thrown, for the user. */
    static Complaint of(Throwable thrown) {
        if (thrown instanceof Complaint complaint) return complaint;
        if (thrown instanceof UncheckedIOException wrapped) return of(wrapped.getCause());
        if (thrown instanceof BadApp bad) return new Complaint(bad.getMessage());
        if (thrown instanceof IOException io) return new Complaint(FileSentences.of(io), Status.of(io));
        return new Complaint("something went wrong that should not: " + thrown);
    }

    Status status() {
        return status;
    }
}
