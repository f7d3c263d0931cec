package org.slipway.api.transport;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Why a transfer failed, as data; front ends write the sentence.
 *
 * @param uri the resource at fault: after redirects, the target
 * @param kind what failed
 * @param detail what only the transport knows, such as the status line or the TLS alert; may be empty. Untrusted text
 * @param retryAfter how long the server wants to be left alone ({@code Retry-After}, RFC 9110, 10.2.3)
 */
public record NetworkProblem(URI uri, Kind kind, String detail, Optional<Duration> retryAfter) {

    public NetworkProblem(URI uri, Kind kind, String detail) {
        this(uri, kind, detail, Optional.empty());
    }

    public enum Kind {
        /** The name does not resolve. */
        UNKNOWN_HOST,
        /** Nobody listens there. */
        CONNECTION_REFUSED,
        /** No connection within the time. */
        CONNECT_TIMEOUT,
        /** The certificate or the handshake is not acceptable. */
        TLS,
        /** Status 404 or 410. */
        NOT_FOUND,
        /** Any other status that is no success; {@code detail} is the number and the reason. */
        STATUS,
        /** The connection broke. */
        BROKEN,
        /** No bytes for too long, or too few for too long. */
        STALLED,
        /** More bytes than demanded or allowed; {@code detail} is the limit. */
        TOO_LONG,
        /** Fewer bytes than demanded or announced; {@code detail} says how many of how many. */
        TOO_SHORT,
        /** A redirect that is not followed; {@code detail} says to where and why. */
        BAD_REDIRECT,
        /** Not HTTP, a content coding that was not asked for, or another breach of the protocol. */
        PROTOCOL,
        /** No transport serves this scheme. */
        NO_TRANSPORT,
        /** The network is not to be used. */
        OFFLINE,
        /** What came cannot be written; {@code detail} says why. Not the server's fault, so mirrors do not help. */
        DISK,
        /** The user has stopped this transfer, and no other. */
        CANCELLED
    }
}
