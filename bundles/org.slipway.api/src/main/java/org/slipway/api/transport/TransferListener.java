package org.slipway.api.transport;

import java.net.URI;

import org.osgi.annotation.versioning.ConsumerType;

/** Follows one transfer. Called on the loop. */
@ConsumerType
public interface TransferListener {
    TransferListener NONE = new TransferListener() {};

    /**
     * The transfer has got its place in the queue of a site and is about to connect. Called again after each redirect:
     * what counts slowness starts anew here.
     */
    default void placed(URI uri) {}

    /** Body bytes have come; {@code total} is all of them so far. */
    default void received(long total) {}
}
