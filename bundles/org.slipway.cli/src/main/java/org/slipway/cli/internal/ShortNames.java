package org.slipway.cli.internal;

import java.io.IOException;
import java.util.Optional;

import org.slipway.api.catalog.Catalogs;
import org.slipway.model.InterfaceUri;

/**
 * Names by which the catalogs know programs, such as {@code vlc}. They only mean something where nothing else is meant, and
 * the network is not asked for them: what is mistyped stays what it is for the reference.
 */
final class ShortNames {
    static final ShortNames NONE = new ShortNames(Optional.empty());

    private final Optional<Catalogs> catalogs;

    ShortNames(Optional<Catalogs> catalogs) {
        this.catalogs = catalogs;
    }

    /** @throws IOException if nobody knows, as the cache cannot be read */
    Optional<InterfaceUri> interfaceUri(String typed) throws IOException {
        if (typed.isEmpty() || typed.contains("/")) return Optional.empty();
        if (catalogs.isEmpty()) return Optional.empty();
        return catalogs.get()
                .cached()
                .flatMap(catalog -> catalog.named(typed))
                .map(feed -> new InterfaceUri(feed.uri().text()));
    }
}
