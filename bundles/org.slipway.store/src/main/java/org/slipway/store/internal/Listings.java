package org.slipway.store.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.slipway.api.store.UnfitTree;

/**
 * What the directories of a growing tree have, described once it grows elsewhere: when its last file has come, little is left
 * to be described. Used by one thread, as a draft is.
 */
final class Listings {
    private static final long MEMORY = Runtime.getRuntime().maxMemory() / 32;
    private static final int MOST_DIRECTORIES = 10_000;

    private final Path root;
    private final WrittenHashes hashes;
    private final long most;
    private final Map<Path, Listing> listings = new HashMap<>();
    /** Each is described but once early, as an archive may come back to a large one for each of its files. */
    private final Set<Path> seen = new HashSet<>();

    /** Where the tree grows. */
    private Path current;

    private long characters;

    /**
     * @param lines in the manifest, of what is no directory; each but the last with its end
     * @param directories by their names, in the order of the manifest
     */
    record Listing(String lines, List<String> directories) {}

    Listings(Path root, WrittenHashes hashes) {
        this(root, hashes, MEMORY);
    }

    /** @param most characters that lines may have */
    Listings(Path root, WrittenHashes hashes, long most) {
        this.root = root;
        this.hashes = hashes;
        this.most = most;
    }

    /** Something is about to come into it, or to make way for what comes. */
    void grows(Path directory) {
        for (Path left = current; left != null && !directory.startsWith(left); left = left.getParent()) describe(left);
        current = directory;
        Listing old = listings.remove(directory);
        if (old != null) characters -= old.lines().length();
    }

    /** Something is elsewhere now. */
    void forget() {
        listings.clear();
        characters = 0;
        current = null;
    }

    /** If it has been described, and is still like that. */
    Optional<Listing> of(Path directory) {
        return Optional.ofNullable(listings.get(directory));
    }

    private void describe(Path directory) {
        if (characters > most || seen.size() == MOST_DIRECTORIES || !seen.add(directory)) return;
        try {
            ManifestScan.listing(root, directory, hashes).ifPresent(listing -> {
                listings.put(directory, listing);
                characters += listing.lines().length();
            });
        } catch (IOException | UnfitTree willBeSaidInTheEnd) {
            return;
        }
    }
}
