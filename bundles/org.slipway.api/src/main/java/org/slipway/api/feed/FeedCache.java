package org.slipway.api.feed;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;
import org.slipway.model.FeedUri;
import org.slipway.model.InterfaceUri;
import org.slipway.model.feed.Feed;

/**
 * The feeds on this machine and what the user has set for them, in the files that {@code 0install} uses. Blocks on the
 * file system: off the loop. Files are replaced by rename, so that whoever reads sees the old or the new one.
 */
@ProviderType
public interface FeedCache {

    /**
     * Reads a feed: a local one from its path, a remote one from the cache.
     *
     * @throws UnusableFeed if it is there, but cannot be read or is no feed
     */
    Optional<Feed> get(FeedUri uri) throws UnusableFeed;

    /** The bytes of a remote feed as they were downloaded, signature included. */
    Optional<byte[]> bytes(FeedUri.Remote uri) throws IOException;

    /** Replaces a remote feed; its verification is the caller's. */
    void put(FeedUri.Remote uri, byte[] document) throws IOException;

    /** All remote feeds in the cache, in the order of their URIs. */
    List<FeedUri.Remote> list() throws IOException;

    /** When a remote feed was last looked at successfully; absent if never. */
    Optional<Instant> lastChecked(FeedUri.Remote uri) throws IOException;

    void checked(FeedUri.Remote uri, Instant when) throws IOException;

    /** When a check was last begun. */
    Optional<Instant> lastAttempt(FeedUri.Remote uri) throws IOException;

    void attempted(FeedUri.Remote uri, Instant when) throws IOException;

    FeedPreferences preferences(FeedUri feed) throws IOException;

    InterfacePreferences preferences(InterfaceUri interfaceUri) throws IOException;

    /**
     * Replaces the user's ratings; what else stands in the file stays.
     *
     * @throws IOException if the file is there and cannot be understood, with its name and the line: it is left as it is
     */
    void set(FeedUri feed, FeedPreferences preferences) throws IOException;

    /** Replaces them; elements and attributes of other programs stay. */
    void set(InterfaceUri interfaceUri, InterfacePreferences preferences) throws IOException;
}
