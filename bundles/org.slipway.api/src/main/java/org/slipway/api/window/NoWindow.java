package org.slipway.api.window;

/** No window can be opened here; the message is for the user. */
public final class NoWindow extends Exception {
    private static final long serialVersionUID = 1;

    public NoWindow(String message) {
        super(message);
    }
}
