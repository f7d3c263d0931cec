package org.slipway.store.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.slipway.api.store.UnfitTree;
import org.slipway.model.ManifestDigest.Algorithm;

/**
 * What the directories of a growing tree have, described once it grows elsewhere: when its last file has come, little is left
 * to be described. Used by one thread, as a draft is.
 */
final class Listings {
    private static final long MEMORY = Runtime.getRuntime().maxMemory() / 32;
    /** For what a string needs besides its characters. */
    private static final int STRING = 64;

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
     * @param changed when something has come, gone or been renamed there, which nobody can make undone
     * @param lines in the manifest, of what is no directory; each but the last with its end
     * @param directories by their names, in the order of the manifest
     */
    record Listing(FileTime changed, String lines, List<String> directories) {
        private long characters() {
            return directories.stream()
                            .mapToLong(name -> name.length() + STRING)
                            .sum()
                    + lines.length();
        }
    }

    Listings(Path root, WrittenHashes hashes) {
        this(root, hashes, MEMORY);
    }

    /** @param most characters that lines may have */
    Listings(Path root, WrittenHashes hashes, long most) {
        this.root = root;
        this.hashes = hashes;
        this.most = most;
    }

    /** For a tree that is only described once. */
    static Listings none() {
        return new Listings(Path.of(""), new WrittenHashes(Algorithm.SHA256, 0), -1);
    }

    /** Something is about to come into it, or to make way for what comes. */
    void grows(Path directory) {
        if (Objects.equals(current, directory)) return;
        for (Path left = current; left != null && !directory.startsWith(left); left = left.getParent()) describe(left);
        current = directory;
        Listing old = listings.remove(directory);
        if (old != null) characters -= old.characters();
    }

    /** Something is elsewhere now. What was described is described in the end, once more and for good. */
    void forget() {
        listings.clear();
        characters = 0;
        current = null;
    }

    /** Before anything else changes directories: what somebody else has changed is forgotten. */
    void check() {
        listings.entrySet().removeIf(entry -> !isAsItWas(entry.getKey(), entry.getValue()));
    }

    private static boolean isAsItWas(Path directory, Listing listing) {
        try {
            return ManifestScan.changed(directory).equals(listing.changed());
        } catch (IOException gone) {
            return false;
        }
    }

    /** If it has been described, and is still like that. */
    Optional<Listing> of(Path directory) {
        return Optional.ofNullable(listings.get(directory));
    }

    private void describe(Path directory) {
        if (characters > most || seen.size() == MOST_DIRECTORIES || !seen.add(directory)) return;
        try {
            ManifestScan.listing(root, directory, hashes, most - characters)
                    .filter(listing -> listing.characters() <= most - characters)
                    .ifPresent(listing -> {
                        listings.put(directory, listing);
                        characters += listing.characters();
                    });
        } catch (IOException | UnfitTree willBeSaidInTheEnd) {
            return;
        }
    }
}
