package org.slipway.model.feed;

import java.util.List;
import java.util.Optional;

import org.slipway.model.Architecture;
import org.slipway.model.FeedUri;

/**
 * Another feed with implementations of the same interface.
 *
 * @param architecture what it has implementations for; look into it only if that fits
 * @param languages as written; absent for any
 * @param origin who says that it belongs to the interface
 */
public record FeedImport(FeedUri uri, Architecture architecture, Optional<List<String>> languages, Origin origin) {

    public enum Origin {
        /** The main feed's {@code feed} element. */
        FEED,
        /** The user, by {@code add-feed}. */
        USER,
        /** Built here from source, below {@code site-packages}. */
        SITE_PACKAGES,
        /** Brought by a native package, below {@code native_feeds}. */
        NATIVE
    }
}
