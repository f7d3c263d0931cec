package org.slipway.apps.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.slipway.api.feed.FeedPlaces;
import org.slipway.api.settings.Places;
import org.slipway.model.FeedUri;
import org.slipway.model.selections.Selection;
import org.slipway.model.selections.Selections;

/** What a choice was made from, as far as its selections tell. Off the loop. */
record Inputs(Places places, FeedPlaces feeds) {

    boolean haveChangedSince(Instant then, Selections selections) throws IOException {
        for (Selection selection : selections.selections()) if (hasChanged(selection.feed(), then)) return true;
        List<Path> global = places.configs().stream()
                .map(config -> config.resolve("injector/global"))
                .toList();
        return isLater(first(global), then);
    }

    private boolean hasChanged(FeedUri feed, Instant then) throws IOException {
        FeedPlaces.Places of = feeds.of(feed);
        Optional<Path> document = first(of.documents());
        if (!of.documents().isEmpty() && document.isEmpty()) return true;
        if (isLater(document, then)) return true;
        for (Path setting : of.settings()) if (isLater(Optional.of(setting), then)) return true;
        for (Path discovered : of.discovered()) if (isLater(Optional.of(discovered), then)) return true;
        return false;
    }

    private static Optional<Path> first(List<Path> places) {
        return places.stream().filter(Files::exists).findFirst();
    }

    private static boolean isLater(Optional<Path> file, Instant then) throws IOException {
        return file.isPresent()
                && Files.exists(file.get())
                && Files.getLastModifiedTime(file.get()).toInstant().isAfter(then);
    }
}
