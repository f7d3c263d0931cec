package org.slipway.store.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.slipway.api.store.Progress;
import org.slipway.api.store.UnfitTree;
import org.slipway.api.store.Verification;
import org.slipway.model.ManifestDigest;

/** What a look-up believes: a real directory with a manifest, not an empty one, a link, or whatever else has the name. */
final class Entries {
    static final String MANIFEST = ".manifest";

    private Entries() {}

    static boolean isBelievable(Path entry) {
        return Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)
                && Files.isRegularFile(entry.resolve(MANIFEST), LinkOption.NOFOLLOW_LINKS);
    }

    /** Whether it is all that an entry must be. */
    static boolean isRight(Path entry, ManifestDigest expected) throws IOException {
        return verify(entry, expected, Progress.NONE).fold(intact -> true, damaged -> false);
    }

    static Verification verify(Path entry, ManifestDigest expected, Progress progress) throws IOException {
        if (!Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))
            return new Verification.Damaged(expected, "", List.of("'" + entry + "' is not a directory"));
        try {
            ManifestScan.Scan scan = ManifestScan.scan(entry, expected.algorithm(), progress);
            Optional<String> own = own(entry);
            List<String> differences = new ArrayList<>();
            if (own.isEmpty()) differences.add("missing: /" + MANIFEST);
            scan.exposed().forEach(path -> differences.add("writable for others: " + path));
            return judge(expected, scan.manifest().text(), own, differences);
        } catch (UnfitTree unfit) {
            return new Verification.Damaged(expected, "", List.of(unfit.getMessage()));
        }
    }

    /** The same for a tree that need be no entry. */
    static Verification compare(Path tree, ManifestDigest expected, Progress progress) throws IOException {
        try {
            String text = ManifestScan.scan(tree, expected.algorithm(), progress)
                    .manifest()
                    .text();
            return judge(expected, text, own(tree), new ArrayList<>());
        } catch (UnfitTree unfit) {
            return new Verification.Damaged(expected, "", List.of(unfit.getMessage()));
        }
    }

    private static Verification judge(
            ManifestDigest expected, String actual, Optional<String> own, List<String> differences) {
        ManifestDigest digest = ManifestScan.digest(actual, expected.algorithm());
        if (own.isPresent() && !own.get().equals(actual)) differences.addAll(against(own.get(), actual, expected));
        if (digest.equals(expected) && differences.isEmpty()) return new Verification.Intact();
        return new Verification.Damaged(expected, digest.directoryName(), List.copyOf(differences));
    }

    /** A manifest that is not the one wanted says nothing of what the tree should be. */
    private static List<String> against(String own, String actual, ManifestDigest expected) {
        return ManifestScan.digest(own, expected.algorithm()).equals(expected)
                ? Differences.between(own, actual)
                : List.of("changed: /" + MANIFEST);
    }

    /** The manifest that a tree brings along, never through a link. */
    static Optional<String> own(Path tree) throws IOException {
        Path manifest = tree.resolve(MANIFEST);
        if (!Files.isRegularFile(manifest, LinkOption.NOFOLLOW_LINKS)) return Optional.empty();
        try {
            // Bytes that are no UTF-8 can only be a manifest that is wrong.
            return Optional.of(new String(Files.readAllBytes(manifest), UTF_8));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }
}
