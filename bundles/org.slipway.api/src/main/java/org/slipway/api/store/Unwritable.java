package org.slipway.api.store;

import java.io.IOException;

/** A store cannot be written: no space, no right, no such disk. The message says where and why, for the user. */
public class Unwritable extends IOException {
    private static final long serialVersionUID = 1;

    public Unwritable(String message, Throwable cause) {
        super(message, cause);
    }
}
