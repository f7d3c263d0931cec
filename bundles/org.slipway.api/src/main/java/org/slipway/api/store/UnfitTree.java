package org.slipway.api.store;

/** A tree holds what a manifest cannot describe; the message names the path, for the user. */
public class UnfitTree extends Exception {
    private static final long serialVersionUID = 1;

    /** @param message may quote names as they are: newlines become {@code \\u{a}}, so that no name goes on as our words */
    public UnfitTree(String message) {
        super(String.valueOf(message).replace("\n", "\\u{a}"));
    }
}
