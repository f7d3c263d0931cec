package org.slipway.store.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
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
            return new Verification.Damaged(expected, "", List.of("'" + entry + "' is not a directory"), 0);
        try {
            ManifestScan.Scan scan = ManifestScan.scan(entry, expected.algorithm(), progress);
            Optional<ManifestDigest> own = ownDigest(entry, expected.algorithm());
            if (scan.digest().equals(expected) && scan.exposed().isEmpty() && own.equals(Optional.of(expected)))
                return new Verification.Intact();
            Shortlist differences = new Shortlist();
            if (own.isEmpty()) differences.add("missing: /" + MANIFEST);
            differences.addAll(scan.exposed());
            return explain(entry, expected, scan.digest(), List.of(), progress, differences);
        } catch (UnfitTree unfit) {
            return unfit(expected, unfit);
        }
    }

    /**
     * The same for a tree that need be no entry.
     *
     * @param stores where what it should be may be known
     */
    static Verification compare(Path tree, ManifestDigest expected, List<Path> stores, Progress progress)
            throws IOException {
        try {
            ManifestScan.Scan scan = ManifestScan.scan(tree, expected.algorithm(), progress);
            Optional<ManifestDigest> own = ownDigest(tree, expected.algorithm());
            if (scan.digest().equals(expected) && own.orElse(expected).equals(expected))
                return new Verification.Intact();
            return explain(tree, expected, scan.digest(), stores, progress, new Shortlist());
        } catch (UnfitTree unfit) {
            return unfit(expected, unfit);
        }
    }

    private static Verification unfit(ManifestDigest expected, UnfitTree unfit) {
        return new Verification.Damaged(expected, "", List.of(unfit.getMessage()), 0);
    }

    private static Verification explain(
            Path tree,
            ManifestDigest expected,
            ManifestDigest scanned,
            List<Path> stores,
            Progress progress,
            Shortlist differences)
            throws UnfitTree, IOException {
        ManifestDigest own = ownDigest(tree, expected.algorithm()).orElse(scanned);
        if (!own.equals(scanned) && !own.equals(expected)) differences.add("changed: /" + MANIFEST);
        // A manifest that is not the one wanted says nothing of what the tree should be.
        Optional<Path> wanted = own.equals(expected) ? Optional.of(tree) : new WantedManifest(expected, stores).entry();
        if (wanted.isPresent() && !scanned.equals(expected))
            differences.addAll(differences(tree, wanted.get(), expected.algorithm(), progress));
        return new Verification.Damaged(expected, scanned.directoryName(), differences.first(), differences.more());
    }

    /** Only what is wrong is read once more. */
    private static Shortlist differences(Path tree, Path wanted, Algorithm algorithm, Progress progress)
            throws UnfitTree, IOException {
        Progress counted = bytes -> progress.more(0);
        try (LineReader lines = LineReader.open(wanted.resolve(MANIFEST))) {
            Differences differences = new Differences(lines, algorithm);
            ManifestScan.scan(tree, new WrittenHashes(algorithm), counted, differences, entry -> {});
            return differences.end();
        }
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

    interface LineTaker {
        void take(ManifestLine line) throws IOException;
    }

    /** Gives the lines of the manifest that a tree brings along, of any but the oldest algorithm; none if it has none. */
    static void eachLine(Path tree, LineTaker taker) throws IOException {
        if (!Files.isRegularFile(tree.resolve(MANIFEST), LinkOption.NOFOLLOW_LINKS)) return;
        Optional<LineReader> opened = manifest(tree);
        if (opened.isEmpty()) return;
        try (LineReader lines = opened.get()) {
            ManifestLine line = ManifestLine.ROOT;
            for (Optional<String> text; (text = lines.next()).isPresent(); ) {
                line = line.following(text.get());
                taker.take(line);
            }
        }
    }

    /** Empty if another process has taken it away just now. */
    private static Optional<LineReader> manifest(Path tree) throws IOException {
        try {
            return Optional.of(LineReader.open(tree.resolve(MANIFEST)));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }
}
