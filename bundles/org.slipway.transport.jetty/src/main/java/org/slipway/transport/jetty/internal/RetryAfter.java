package org.slipway.transport.jetty.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long a server wants to be left alone: RFC 9110, 10.2.3. Nonsense counts as nothing said. */
final class RetryAfter {

    private RetryAfter() {}

    static Optional<Duration> of(String field, Instant now) {
        String text = field.strip();
        if (text.matches("\\d{1,9}")) return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        return HttpDate.of(text).filter(then -> then.isAfter(now)).map(then -> Duration.between(now, then));
    }
}
