package org.slipway.driver.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.slipway.api.driver.Missing;
import org.slipway.api.feed.UnusableFeed;
import org.slipway.api.packages.PackageManager.Depth;
import org.slipway.model.feed.Feed;
import org.slipway.model.feed.Implementation;
import org.slipway.model.feed.Implementation.Source.Packaged;
import org.slipway.model.feed.MalformedFeed;
import org.slipway.model.selections.Lock;
import org.slipway.model.selections.Selection;
import org.slipway.model.selections.Selections;

/** Looks whether the files of selections are on this machine. Off the loop. */
final class Inventory {

    private final Surroundings surroundings;

    Inventory(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    Missing missing(Selections selections) {
        return missing(selections, lock(selections));
    }

    Missing missing(Selections selections, Optional<Lock> lock) {
        return new Missing(
                selections.selections().stream().filter(s -> !isHere(s, lock)).toList());
    }

    /** One that is damaged says nothing. */
    private static Optional<Lock> lock(Selections selections) {
        try {
            return Lock.find(selections);
        } catch (MalformedFeed damaged) {
            return Optional.empty();
        }
    }

    private boolean isHere(Selection selection, Optional<Lock> lock) {
        if (selection.nativePackage().isPresent()) return isInstalled(selection, lock);
        if (selection.localPath().isPresent())
            return Files.exists(selection.localPath().get());
        return surroundings.store().find(selection.digests()).isPresent();
    }

    /** The quick test decides where the selection has one, as it asks neither the feed nor the package manager. */
    private boolean isInstalled(Selection selection, Optional<Lock> lock) {
        Optional<Path> file = selection.element().attribute("quick-test-file").map(Path::of);
        if (file.isPresent()) return passes(file.get(), selection.element().attribute("quick-test-mtime"));
        return lock.flatMap(known -> known.feed(selection))
                .or(() -> feed(selection))
                .map(feed -> surroundings.packages().find(feed, Depth.INSTALLED).implementations().stream()
                        .filter(i -> i.id().equals(selection.id()))
                        .anyMatch(Inventory::isInstalled))
                .orElse(false);
    }

    private static boolean isInstalled(Implementation implementation) {
        return implementation.source() instanceof Packaged p && p.state() == Packaged.State.INSTALLED;
    }

    private static boolean passes(Path file, Optional<String> mtime) {
        try {
            if (mtime.isEmpty()) return Files.exists(file);
            return Files.getLastModifiedTime(file).toInstant().getEpochSecond() == Long.parseLong(mtime.get());
        } catch (IOException | NumberFormatException changed) {
            return false;
        }
    }

    private Optional<Feed> feed(Selection selection) {
        try {
            return surroundings.cache().get(selection.feed().master());
        } catch (UnusableFeed unusable) {
            return Optional.empty();
        }
    }
}
