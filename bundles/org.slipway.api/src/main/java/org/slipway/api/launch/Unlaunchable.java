package org.slipway.api.launch;

/** The selections cannot be run; the message is for the user. */
public class Unlaunchable extends Exception {
    private static final long serialVersionUID = 1;

    public Unlaunchable(String message) {
        super(message);
    }
}
