package org.slipway.store.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.slipway.api.store.Progress;
import org.slipway.api.store.UnfitTree;
import org.slipway.api.store.Verification;
import org.slipway.model.ManifestDigest;
import org.slipway.model.ManifestDigest.Algorithm;

/** What a look-up believes: a real directory with a manifest, not an empty one, a link, or whatever else has the name. */
final class Entries {
    static final String MANIFEST = ".manifest";

    /** Of a manifest, of which a multiple is needed. */
    static final long LARGE = Runtime.getRuntime().maxMemory() / 32;

    private static final String CHANGED_MANIFEST = "changed: /" + MANIFEST;

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
            Optional<ManifestDigest> own = ownDigest(entry, expected.algorithm());
            if (scan.digest().equals(expected) && scan.exposed().isEmpty() && own.equals(Optional.of(expected)))
                return new Verification.Intact();
            List<String> differences = new ArrayList<>();
            if (own.isEmpty()) differences.add("missing: /" + MANIFEST);
            scan.exposed().forEach(path -> differences.add("writable for others: " + path));
            return explain(entry, expected, scan.digest(), progress, differences);
        } catch (UnfitTree unfit) {
            return new Verification.Damaged(expected, "", List.of(unfit.getMessage()));
        }
    }

    /** The same for a tree that need be no entry. */
    static Verification compare(Path tree, ManifestDigest expected, Progress progress) throws IOException {
        try {
            ManifestScan.Scan scan = ManifestScan.scan(tree, expected.algorithm(), progress);
            Optional<ManifestDigest> own = ownDigest(tree, expected.algorithm());
            if (scan.digest().equals(expected) && own.orElse(expected).equals(expected))
                return new Verification.Intact();
            return explain(tree, expected, scan.digest(), progress, new ArrayList<>());
        } catch (UnfitTree unfit) {
            return new Verification.Damaged(expected, "", List.of(unfit.getMessage()));
        }
    }

    /** Only what is wrong is read once more, now with all lines in memory, unless they are too many. */
    private static Verification explain(
            Path tree, ManifestDigest expected, ManifestDigest scanned, Progress progress, List<String> differences)
            throws UnfitTree, IOException {
        StringBuilder actual = new StringBuilder();
        if (isLarge(tree) || !fits(tree, expected.algorithm(), progress, actual)) {
            if (!ownDigest(tree, expected.algorithm()).orElse(expected).equals(expected))
                differences.add(CHANGED_MANIFEST);
            return new Verification.Damaged(expected, scanned.directoryName(), List.copyOf(differences));
        }
        return judge(expected, actual.toString(), own(tree), differences);
    }

    /** Gives the lines of a tree, and says whether those are all. */
    private static boolean fits(Path tree, Algorithm algorithm, Progress progress, StringBuilder lines)
            throws UnfitTree, IOException {
        Progress counted = bytes -> progress.more(0);
        Lines few = line -> {
            if (lines.length() <= LARGE) lines.append(line);
        };
        ManifestScan.scan(tree, new WrittenHashes(algorithm), counted, few, entry -> {});
        return lines.length() <= LARGE;
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
                : List.of(CHANGED_MANIFEST);
    }

    static boolean isLarge(Path tree) throws IOException {
        return manifestSize(tree) > LARGE;
    }

    /** Of the manifest that a tree brings along; 0 if there is none, which another process may have taken away just now. */
    static long manifestSize(Path tree) throws IOException {
        try {
            return Files.size(tree.resolve(MANIFEST));
        } catch (NoSuchFileException gone) {
            return 0;
        }
    }

    /** Of the manifest that a tree brings along. */
    static Optional<ManifestDigest> ownDigest(Path tree, Algorithm algorithm) throws IOException {
        Path manifest = tree.resolve(MANIFEST);
        if (!Files.isRegularFile(manifest, LinkOption.NOFOLLOW_LINKS)) return Optional.empty();
        try (DigestInputStream in = new DigestInputStream(
                Files.newInputStream(manifest, LinkOption.NOFOLLOW_LINKS), Hashes.digest(algorithm))) {
            in.transferTo(OutputStream.nullOutputStream());
            return Optional.of(Hashes.named(algorithm, in.getMessageDigest().digest()));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
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
