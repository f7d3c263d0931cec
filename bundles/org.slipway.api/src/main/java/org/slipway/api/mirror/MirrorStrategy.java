package org.slipway.api.mirror;

import java.net.URI;
import java.util.List;

import org.osgi.annotation.versioning.ConsumerType;
import org.slipway.model.FeedUri;

/** Names copies, best first. Nothing by default; never for {@code localhost}. */
@ConsumerType
public interface MirrorStrategy {

    /** Copies of a feed, its signature included. */
    default List<FeedMirror> feed(FeedUri.Remote feed) {
        return List.of();
    }

    /** Copies of an archive or single file. */
    default List<URI> archive(URI archive) {
        return List.of();
    }

    /** Archives of type {@code .tar.bz2} of the finished tree of an implementation, whose size is not known. */
    default List<URI> implementation(FeedUri.Remote feed, String implementationId) {
        return List.of();
    }

    /**
     * @param feed the copy
     * @param keys the directory, ending in {@code /}, that has the keys of feeds of this mirror as {@code KEYID.gpg}
     */
    record FeedMirror(URI feed, URI keys) {}
}
