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

    private static boolean isOne(String typed) {
        return !typed.isEmpty() && !typed.contains("/");
    }

    /** What finds a program of which somebody only knows about how it is called; nothing for what looks like a file. */
    Optional<String> search(String typed) {
        boolean name = catalogs.isPresent() && isOne(typed) && !typed.endsWith(".xml");
        return name ? Optional.of("slipway catalog search " + HandOver.quote(typed)) : Optional.empty();
    }

    /** @throws IOException if nobody knows, as the cache cannot be read */
    Optional<InterfaceUri> interfaceUri(String typed) throws IOException {
        if (catalogs.isEmpty() || !isOne(typed)) return Optional.empty();
        return catalogs.get()
                .cached()
                .flatMap(catalog -> catalog.named(typed))
                .map(feed -> new InterfaceUri(feed.uri().text()));
    }
}
