package org.slipway.api.signature;

/** The document has no signature block, or one that breaks the format; the message says which, for the user. */
public class Unsigned extends Exception {
    private static final long serialVersionUID = 1;

    public Unsigned(String message) {
        super(message);
    }
}
