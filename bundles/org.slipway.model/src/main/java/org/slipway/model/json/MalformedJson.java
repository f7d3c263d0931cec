package org.slipway.model.json;

/** A document is no JSON, or not one that is read; the message says why and at which character. */
public final class MalformedJson extends Exception {
    private static final long serialVersionUID = 1;

    MalformedJson(String message) {
        super(message);
    }
}
