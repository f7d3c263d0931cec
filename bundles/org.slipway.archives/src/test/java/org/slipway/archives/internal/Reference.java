package org.slipway.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.slipway.api.archive.ArchiveFormat;
import org.slipway.api.archive.BadArchive;
import org.slipway.api.store.Draft;
import org.slipway.api.store.UnfitTree;
import org.slipway.model.ManifestDigest;
import org.slipway.model.ManifestDigest.Algorithm;
import org.slipway.store.internal.DirectoryStore;
import org.slipway.store.internal.StoreDirectories;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.TestPlaces;

/** Manifests of what is in an archive: ours, by way of a real store, and the reference's. */
final class Reference {
    /** The only algorithm whose manifests have the times of directories. */
    private static final Algorithm ALGORITHM = Algorithm.SHA1;

    private static final Pattern CHANGED = Pattern.compile("D (-?[0-9]+) (.*)");
    private static final long NOW = System.currentTimeMillis() / 1000;

    private final Path base;
    private final DirectoryStore store;

    Reference(Path base) {
        this.base = base;
        this.store = DirectoryStore.of(new StoreDirectories(new TestPlaces(base)), new ManualLoop());
    }

    String ours(ArchiveFormat format, Path archive, Optional<String> extract) throws BadArchive, IOException {
        return ours(format, archive, extract, 1L << 30);
    }

    String ours(ArchiveFormat format, Path archive, Optional<String> extract, long limit)
            throws BadArchive, IOException {
        ManifestDigest nothing = new ManifestDigest(ALGORITHM, "0".repeat(40));
        try (Draft draft = store.draft(nothing, limit)) {
            format.unpack(new FileInput(archive, extract), draft.tree());
            StringBuilder manifest = new StringBuilder();
            draft.describe(manifest::append);
            return manifest.toString();
        } catch (UnfitTree unfit) {
            return unfit.getMessage();
        }
    }

    /** Whether a reader takes an odd archive, and what is in it then, is the same for both. */
    void sameOrRefused(ArchiveFormat format, Path archive) throws BadArchive, IOException {
        String theirs;
        try {
            theirs = theirs(archive, Optional.empty());
        } catch (IOException refused) {
            assertThatThrownBy(() -> ours(format, archive, Optional.empty()))
                    .as(refused.getMessage())
                    .isInstanceOf(BadArchive.class);
            return;
        }
        same(ours(format, archive, Optional.empty()), theirs);
    }

    /**
     * With no time for the directories that the reference's tool has changed after it set their times, as tar does where a
     * directory's entries are not all in one place.
     */
    void same(String ours, String theirs) {
        Set<String> changed = theirs.lines()
                .map(CHANGED::matcher)
                .filter(line -> line.matches() && Math.abs(Long.parseLong(line.group(1)) - NOW) < 3600)
                .map(line -> line.group(2))
                .collect(Collectors.toSet());
        assertThat(timeless(ours, changed).split("\n"))
                .containsExactly(timeless(theirs, changed).split("\n"));
    }

    private static String timeless(String manifest, Set<String> directories) {
        return manifest.lines()
                .map(line -> {
                    Matcher directory = CHANGED.matcher(line);
                    return directory.matches() && directories.contains(directory.group(2))
                            ? "D now " + directory.group(2)
                            : line;
                })
                .collect(Collectors.joining("\n"));
    }

    /** @param what a directory, or an archive */
    String theirs(Path what, Optional<String> extract) throws IOException {
        Path cache = Files.createDirectories(base.resolve("reference"));
        return Tool.shell(
                cache,
                "unset TZ; XDG_CACHE_HOME=$PWD exec 0install digest --manifest --algorithm=$1 \"$2\" $3",
                ALGORITHM.text(),
                what,
                extract.orElse(""));
    }
}
