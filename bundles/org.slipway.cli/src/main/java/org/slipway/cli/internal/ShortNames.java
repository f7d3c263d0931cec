package org.slipway.cli.internal;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

import org.slipway.api.catalog.Catalogs;
import org.slipway.model.InterfaceUri;

/**
 * Names by which the catalogs know programs, such as {@code vlc}. They only mean something where nothing else is meant, and
 * the network is not asked for them: what is mistyped stays what it is for the reference.
 */
final class ShortNames {
    static final ShortNames NONE = new ShortNames(() -> null);

    private final Supplier<Catalogs> catalogs;

    /** @param catalogs may give {@code null} for none */
    ShortNames(Supplier<Catalogs> catalogs) {
        this.catalogs = catalogs;
    }

    Optional<InterfaceUri> interfaceUri(String typed) {
        if (typed.isEmpty() || typed.contains("/")) return Optional.empty();
        Catalogs known = catalogs.get();
        if (known == null) return Optional.empty();
        try {
            return known.cached()
                    .flatMap(catalog -> catalog.named(typed))
                    .map(feed -> new InterfaceUri(feed.uri().text()));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
