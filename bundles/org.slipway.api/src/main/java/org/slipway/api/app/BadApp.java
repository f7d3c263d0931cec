package org.slipway.api.app;

/** An application cannot be made, or what is there of it cannot be used; the message is for the user. */
public class BadApp extends Exception {
    private static final long serialVersionUID = 1;

    public BadApp(String message) {
        super(message);
    }
}
