package org.slipway.api.transport;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.util.promise.Promise;
import org.slipway.async.Done;

/** Follows one transfer. Called on the loop. */
@ConsumerType
public interface TransferListener {
    TransferListener NONE = new TransferListener() {};

    /**
     * The transfer has got its place in the queue of a site and is about to connect. Called again after each redirect:
     * what counts slowness starts anew here.
     */
    default void placed(URI uri) {}

    /** The connection stands, and the request is sent. Not called for what needs none. */
    default void connected() {}

    /**
     * The head of an answer with a body has come.
     *
     * @param from after redirects
     * @param validators of the state that the body is a part of; a time only if it is a strong validator (RFC 9110,
     *     8.8.2.2), as {@code If-Range} wants it
     * @param at where the body goes in the file: 0, or the length of the {@link Beginning} that is gone on with
     */
    default void answered(URI from, Validators validators, long at) {}

    /** An answer has come, whatever its status, and says what time it is at the server. Untrusted, and to the second. */
    default void dated(URI from, Instant time) {}

    /** Body bytes have come; {@code total} is all of them so far, those of the {@link Beginning} included. */
    default void received(long total) {}

    /**
     * Asked now and then when bytes have come, so that they do not come faster than somebody can make use of them.
     *
     * @return resolves when more may be taken from the network; absent if at once. Until then, nothing that comes late is the
     *     network's fault
     */
    default Optional<Promise<Done>> room() {
        return Optional.empty();
    }

    /** The transfer has failed, and will be tried again after a time. Called by {@link Downloader}s, not by transports. */
    default void retrying(NetworkProblem problem, Duration after) {}
}
