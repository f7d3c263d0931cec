package org.slipway.api.archive;

/** The archive may be a good one, but has more bytes when unpacked than are allowed. */
public class TooLarge extends BadArchive {
    private static final long serialVersionUID = 1;

    public TooLarge(String message) {
        super(message);
    }
}
