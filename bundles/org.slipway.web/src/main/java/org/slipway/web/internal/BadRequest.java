package org.slipway.web.internal;

import java.io.IOException;

/** Not what a browser sends; there is nothing to say about it but its status. */
final class BadRequest extends IOException {
    private static final long serialVersionUID = 1;

    private final int status;

    BadRequest(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
