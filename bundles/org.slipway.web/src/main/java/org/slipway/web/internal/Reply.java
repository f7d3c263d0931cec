package org.slipway.web.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;

/** What is sent back: a status with bytes, or the board from now on. */
sealed interface Reply {

    /** @param cookie to be kept by the browser */
    record Bytes(int status, String type, byte[] content, Optional<String> cookie) implements Reply {}

    record Stream(Watcher watcher) implements Reply {}

    static Reply refused(int status, String why) {
        return new Bytes(status, "text/plain; charset=utf-8", (why + "\n").getBytes(UTF_8), Optional.empty());
    }

    static Reply json(Object value) {
        return new Bytes(200, "application/json", Json.of(value).getBytes(UTF_8), Optional.empty());
    }
}
