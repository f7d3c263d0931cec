package org.slipway.store.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.FieldOption;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.settings.Places;
import org.slipway.api.settings.Places.Lasting;
import org.slipway.api.store.ExtraStore;
import org.slipway.model.ManifestDigest;

/** Where implementations are: the user's store, those of the system, those the user has configured, and extra ones. */
@Component(service = StoreDirectories.class)
public final class StoreDirectories {
    private static final String IMPLEMENTATIONS = "implementations";
    private static final String CONFIGURED = "injector/implementation-dirs";
    private static final char NO_UTF_8 = '\ufffd';

    private final Places places;

    @Reference(fieldOption = FieldOption.REPLACE)
    private volatile List<ExtraStore> extra = List.of();

    @Activate
    public StoreDirectories(@Reference Places places) {
        this.places = places;
    }

    /** In the order of search. */
    List<Path> all() {
        List<Path> all = new ArrayList<>(lasting());
        extra.forEach(store -> all.add(store.directory()));
        return List.copyOf(all);
    }

    /** Without those that somebody has added for a while; of the configured, the last comes first. */
    private List<Path> lasting() {
        List<Path> configured = new ArrayList<>();
        for (Path config : places.configs()) configured.addAll(configured(config.resolve(CONFIGURED)));
        Collections.reverse(configured);
        List<Path> all = new ArrayList<>();
        places.caches().forEach(cache -> all.add(cache.resolve(IMPLEMENTATIONS)));
        all.addAll(configured);
        return all;
    }

    /** The user's. */
    Path own() {
        return places.cache().resolve(IMPLEMENTATIONS);
    }

    /** In the order of preference: what the system's users share, where this user may write it; else the user's own. */
    List<Path> writable() {
        if (places.lasting() == Lasting.FORGOTTEN) return List.of(own());
        List<Path> lasting = lasting();
        return lasting.size() < 2 ? List.of(own()) : List.of(lasting.get(1), own());
    }

    /** An entry that is not in the user's own store. */
    Optional<Path> ofTheSystem(ManifestDigest digest) {
        return lasting().stream()
                .skip(1)
                .map(store -> store.resolve(digest.directoryName()))
                .filter(Entries::isBelievable)
                .findFirst();
    }

    private static List<Path> configured(Path file) {
        if (!Files.isRegularFile(file)) return List.of();
        try {
            return new String(Files.readAllBytes(file), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> path(line).stream())
                    .filter(Path::isAbsolute)
                    .toList();
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException("The list of stores in " + file + " cannot be read", unreadable);
        }
    }

    /** None of a line that is no path, or that has bytes which are no UTF-8: then it is not known where it leads. */
    private static Optional<Path> path(String line) {
        try {
            return line.indexOf(NO_UTF_8) < 0 ? Optional.of(Path.of(line)) : Optional.empty();
        } catch (InvalidPathException none) {
            return Optional.empty();
        }
    }
}
