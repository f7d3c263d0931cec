package org.slipway.store.internal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.slipway.api.archive.TreeBuilder;
import org.slipway.api.store.Draft;
import org.slipway.api.store.ManifestLines;
import org.slipway.api.store.Progress;
import org.slipway.api.store.UnfitTree;
import org.slipway.model.ManifestDigest;

/** A tree in a workshop of a store. Only what has been verified gets the name by which it is found. */
final class DirectoryDraft implements Draft {
    private static final String TREE = "tree";
    private static final String MANIFEST = "manifest";
    private static final String SPARE = "spare";

    private final Path store;
    private final List<Path> stores;
    private final Workshop workshop;
    private final ManifestDigest expected;
    private final Ending ending;
    private final WrittenHashes hashes;
    private final Flushing flushing;
    private final DraftTree.Follower follower;
    private final DraftTree tree;
    private final Path root;

    /**
     * A tree that is what its digest says, before it has its name.
     *
     * @param spare a name beside it that nothing has
     */
    record Verified(Path store, Path tree, ManifestDigest digest, Path spare) {}

    /** What is done with it then. */
    interface Ending {
        /**
         * @param progress asked whether it is still wanted
         * @return where it is stored already, if it is
         */
        Optional<Path> end(Verified verified, Progress progress) throws IOException;
    }

    /**
     * @param stores all of them, for what is known there
     * @param kept whether it is to get to the disk
     */
    DirectoryDraft(
            Path store,
            List<Path> stores,
            Workshop workshop,
            ManifestDigest expected,
            long limit,
            boolean kept,
            Ending ending)
            throws IOException {
        this.store = store;
        this.stores = stores;
        this.workshop = workshop;
        this.expected = expected;
        this.ending = ending;
        this.root = workshop.resolve(TREE);
        Files.createDirectory(root);
        this.hashes = new WrittenHashes(expected.algorithm());
        this.flushing = new Flushing(root);
        this.follower = kept ? flushing : DraftTree.Follower.NONE;
        Listings listings = kept ? new Listings(root, hashes) : Listings.none();
        this.tree = new DraftTree(root, new Limits(limit), Spellings.in(root), hashes, listings, follower);
    }

    @Override
    public TreeBuilder tree() {
        return tree;
    }

    /** What is a tree already does not come through the gate of archives. */
    void copy(Path directory, Progress progress) throws UnfitTree, IOException {
        try {
            Copy.tree(directory, root, flushing, progress);
        } catch (InterruptedIOException stopped) {
            throw stopped;
        } catch (IOException cause) {
            throw Disk.uncopied(directory, root, cause);
        }
    }

    @Override
    public Commit commit(Progress progress) throws IOException {
        try {
            tree.finish();
            Path manifest = workshop.resolve(MANIFEST);
            Found found = new Found();
            ManifestDigest actual = scan(manifest, progress, found);
            if (!actual.equals(expected)) return mismatch(actual, manifest);
            Files.setPosixFilePermissions(manifest, Trees.protection(false));
            Disk.force(manifest);
            Files.move(manifest, root.resolve(Entries.MANIFEST));
            for (ManifestScan.Unprotected entry : found.unprotected) entry.protect();
            Optional<Path> elsewhere =
                    ending.end(new Verified(store, root, expected, workshop.resolve(SPARE)), progress);
            if (elsewhere.isPresent()) return new Commit.Stored(elsewhere.get());
            // The ending may have put files in the place of others.
            found.all().forEach(entry -> follower.complete(entry, 0));
            flushing.finish(progress);
            return new Commit.Stored(StoreLock.alone(store, this::publish));
        } catch (UnfitTree unfit) {
            return new Commit.Unfit(unfit.getMessage());
        } catch (InterruptedIOException stopped) {
            throw stopped;
        } catch (IOException cause) {
            throw Disk.unwritable(store, cause);
        }
    }

    @Override
    public ManifestDigest describe(ManifestLines lines) throws UnfitTree, IOException {
        tree.finish();
        return ManifestScan.scan(root, hashes, Progress.NONE, lines, entry -> {})
                .digest();
    }

    /** Line by line into a file, as a tree of very many files has a long manifest. */
    private ManifestDigest scan(Path manifest, Progress progress, Found found) throws UnfitTree, IOException {
        try (Writer lines = Files.newBufferedWriter(manifest)) {
            return ManifestScan.scan(root, hashes, tree.listings()::of, progress, lines::write, found)
                    .digest();
        }
    }

    /** What is still to be changed, and to be flushed after that. */
    private static final class Found implements ManifestScan.Visitor {
        private final List<Path> directories = new ArrayList<>();
        private final List<ManifestScan.Unprotected> unprotected = new ArrayList<>();

        @Override
        public void directory(Path directory) {
            directories.add(directory);
        }

        @Override
        public void unprotected(ManifestScan.Unprotected entry) {
            unprotected.add(entry);
        }

        Set<Path> all() {
            Set<Path> all = new LinkedHashSet<>(directories);
            for (ManifestScan.Unprotected entry : unprotected) all.add(entry.path());
            return all;
        }
    }

    private Commit.Mismatch mismatch(ManifestDigest actual, Path manifest) throws IOException {
        String difference =
                new WantedManifest(expected, stores).firstDifference(manifest).orElse("");
        return new Commit.Mismatch(new ManifestText(actual.directoryName()), difference);
    }

    /** Alone, as an entry that is wrong must be taken away before ours can have its name. */
    private Path publish() throws IOException {
        Path entry = store.resolve(expected.directoryName());
        if (Entries.isRight(entry, expected)) return entry;
        if (Files.exists(entry, LinkOption.NOFOLLOW_LINKS)) {
            Trees.makeMovable(entry);
            Files.move(entry, workshop.resolve(Workshop.OLD));
        }
        Trees.makeMovable(root);
        Files.move(root, entry);
        Files.setPosixFilePermissions(entry, PosixFilePermissions.fromString("r-xr-xr-x"));
        Disk.force(store);
        return entry;
    }

    @Override
    public void close() throws IOException {
        flushing.close();
        workshop.close();
    }
}
