package org.slipway.api.store;

/** A tree holds what a manifest cannot describe; the message names the path, for the user. */
public class UnfitTree extends Exception {
    private static final long serialVersionUID = 1;

    public UnfitTree(String message) {
        super(message);
    }
}
