package org.slipway.api.archive;

/** The archive is broken or hostile; the message names the entry and what is wrong with it, for the user. */
public class BadArchive extends Exception {
    private static final long serialVersionUID = 1;

    /** @param message may quote names as they are: newlines become {@code \\u{a}}, so that no name goes on as our words */
    public BadArchive(String message) {
        super(String.valueOf(message).replace("\n", "\\u{a}"));
    }
}
