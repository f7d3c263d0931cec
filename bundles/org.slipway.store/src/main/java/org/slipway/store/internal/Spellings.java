package org.slipway.store.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.slipway.api.archive.BadArchive;

/**
 * How the names in a tree are spelled, where the file system takes several spellings for one name: one entry would replace
 * another there that is beside it elsewhere.
 */
final class Spellings {
    private static final String PROBE = "spelling-\u00e4";
    private static final List<String> OTHERS = List.of("SPELLING-\u00c4", "spelling-a\u0308");

    private final boolean fold;
    private final Map<String, Path> known = new HashMap<>();

    private Spellings(boolean fold) {
        this.fold = fold;
    }

    static Spellings allDifferent() {
        return new Spellings(false);
    }

    static Spellings withoutCase() {
        return new Spellings(true);
    }

    /** As the file system has it, which is tried in this directory. */
    static Spellings in(Path directory) throws IOException {
        try {
            Path probe = Files.createFile(directory.resolve(PROBE));
            boolean fold = OTHERS.stream()
                    .anyMatch(other -> Files.exists(directory.resolve(other), LinkOption.NOFOLLOW_LINKS));
            Files.delete(probe);
            return new Spellings(fold);
        } catch (InvalidPathException noUnicodeHere) {
            return allDifferent();
        }
    }

    /** To be called before an entry is made there. */
    void check(Path path, String entry) throws BadArchive {
        if (!fold) return;
        Path before = known.putIfAbsent(key(path), path);
        if (before != null && !before.equals(path))
            throw new BadArchive("'" + entry + "' is refused: it is spelled like '" + before.getFileName()
                    + "' but for case or accents, and this file system cannot have both");
    }

    /** What is there has gone. */
    void forget(Path moved) {
        if (fold) known.values().removeIf(path -> path.startsWith(moved));
    }

    private static String key(Path path) {
        String upper =
                Normalizer.normalize(path.toString(), Normalizer.Form.NFD).toUpperCase(Locale.ROOT);
        return upper.toLowerCase(Locale.ROOT);
    }
}
