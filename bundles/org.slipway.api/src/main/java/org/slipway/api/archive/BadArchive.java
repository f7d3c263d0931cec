package org.slipway.api.archive;

/** The archive is broken or hostile; the message names the entry and what is wrong with it, for the user. */
public class BadArchive extends Exception {
    private static final long serialVersionUID = 1;

    public BadArchive(String message) {
        super(message);
    }
}
