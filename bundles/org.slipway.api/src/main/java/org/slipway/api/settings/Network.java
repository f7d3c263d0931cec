package org.slipway.api.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import org.slipway.api.settings.Settings.Consent;

/**
 * How the servers of others are dealt with.
 *
 * @param transfersPerSite at most so many at the same time from one scheme, host and port
 * @param slowAfter a feed that has not come by then is asked of a mirror too; counted from when the transfer got its place
 * @param connectWithin for a name to resolve, and again for each of its addresses
 * @param stallAfter a transfer is given up when in that time fewer than {@code stallBytes} bytes have come
 * @param stallBytes those of the answer's head included
 * @param retries how often a transfer that broke is tried again
 * @param downgrade whether a redirect may lead from https to http
 * @param certificates a PEM file of authorities that are believed besides those of the system
 * @param keepInterrupted how long what interrupted downloads have brought is kept
 */
public record Network(
        int transfersPerSite,
        Duration slowAfter,
        Duration connectWithin,
        Duration stallAfter,
        long stallBytes,
        int retries,
        Consent downgrade,
        Optional<Path> certificates,
        Duration keepInterrupted) {

    /** Two transfers a site, slow after 5 s, 15 s to connect, stalled with fewer than 1000 bytes in 30 s, two retries. */
    public static final Network DEFAULT = new Network(
            2,
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            1000,
            2,
            Consent.NO,
            Optional.empty(),
            Duration.ofDays(7));
}
