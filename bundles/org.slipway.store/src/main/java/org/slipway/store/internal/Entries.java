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

import org.slipway.api.store.Manifest;
import org.slipway.api.store.Progress;
import org.slipway.api.store.UnfitTree;
import org.slipway.api.store.Verification;
import org.slipway.model.ManifestDigest;
import org.slipway.model.ManifestDigest.Algorithm;

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
            Optional<ManifestDigest> own = ownDigest(entry, expected.algorithm());
            if (scan.digest().equals(expected) && scan.exposed().isEmpty() && own.equals(Optional.of(expected)))
                return new Verification.Intact();
            List<String> differences = new ArrayList<>();
            if (own.isEmpty()) differences.add("missing: /" + MANIFEST);
            scan.exposed().forEach(path -> differences.add("writable for others: " + path));
            return explain(entry, expected, progress, differences);
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
            return explain(tree, expected, progress, new ArrayList<>());
        } catch (UnfitTree unfit) {
            return new Verification.Damaged(expected, "", List.of(unfit.getMessage()));
        }
    }

    /** Only what is wrong is read once more, now with all lines in memory. */
    private static Verification explain(Path tree, ManifestDigest expected, Progress progress, List<String> differences)
            throws UnfitTree, IOException {
        Progress counted = bytes -> progress.more(0);
        Manifest manifest = ManifestScan.manifest(tree, expected.algorithm(), counted);
        return judge(expected, manifest.text(), own(tree), differences);
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
