package org.slipway.transport.jetty.internal;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

import org.eclipse.jetty.http.HttpDateTime;

/** Reads a point in time as servers write it: RFC 9110, 5.6.7. */
final class HttpDate {

    private HttpDate() {}

    static Optional<Instant> of(String text) {
        try {
            return Optional.of(HttpDateTime.parse(text).toInstant());
        } catch (IllegalArgumentException | DateTimeException nonsense) {
            return Optional.empty();
        }
    }
}
