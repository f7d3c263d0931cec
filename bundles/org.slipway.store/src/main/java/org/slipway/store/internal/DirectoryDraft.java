package org.slipway.store.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import org.slipway.api.archive.TreeBuilder;
import org.slipway.api.store.Draft;
import org.slipway.api.store.Manifest;
import org.slipway.api.store.UnfitTree;
import org.slipway.model.ManifestDigest;

/** A tree in a workshop of a store. Only what has been verified gets the name by which it is found. */
final class DirectoryDraft implements Draft {
    private static final String TREE = "tree";
    private static final String OLD = "old";
    private static final String MANIFEST = ".manifest";
    private static final String STORE_LOCK = ".slipway.lock";

    private final Path store;
    private final List<Path> stores;
    private final Workshop workshop;
    private final ManifestDigest expected;
    private final DraftTree tree;
    private final Path root;

    /** @param stores all of them, for what is known there */
    DirectoryDraft(Path store, List<Path> stores, Workshop workshop, ManifestDigest expected, long limit)
            throws IOException {
        this.store = store;
        this.stores = stores;
        this.workshop = workshop;
        this.expected = expected;
        this.root = workshop.resolve(TREE);
        Files.createDirectory(root);
        this.tree = new DraftTree(root, new Limits(limit), Spellings.in(root));
    }

    @Override
    public TreeBuilder tree() {
        return tree;
    }

    @Override
    public Commit commit() throws IOException {
        try {
            tree.finish();
            Manifest manifest = ManifestScan.scan(root, expected.algorithm());
            if (!manifest.digest().equals(expected)) return mismatch(manifest);
            write(manifest);
            return new Commit.Stored(publish());
        } catch (UnfitTree unfit) {
            return new Commit.Unfit(unfit.getMessage());
        } catch (IOException cause) {
            throw Disk.unwritable(store, cause);
        }
    }

    private Commit.Mismatch mismatch(Manifest manifest) {
        String difference = new WantedManifest(expected, stores)
                .find(manifest.text())
                .flatMap(wanted -> Differences.first(wanted, manifest.text()))
                .orElse("");
        return new Commit.Mismatch(new ManifestText(manifest.digest().directoryName()), manifest.text(), difference);
    }

    private void write(Manifest manifest) throws IOException {
        Files.write(
                root.resolve(MANIFEST),
                manifest.text().getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE);
        Trees.protect(root);
        Disk.flush(root);
    }

    /**
     * Under the store's lock, as an entry that is wrong must be taken away before ours can have its name. A file lock is the
     * process's; its threads need the monitor around it.
     */
    private Path publish() throws IOException {
        synchronized (DirectoryDraft.class) {
            try (FileChannel channel =
                    FileChannel.open(store.resolve(STORE_LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.lock();
                return publishAlone();
            }
        }
    }

    private Path publishAlone() throws IOException {
        Path entry = store.resolve(expected.directoryName());
        if (isIntact(entry)) return entry;
        if (Files.exists(entry, LinkOption.NOFOLLOW_LINKS)) Files.move(entry, workshop.resolve(OLD));
        makeMovable(root);
        Files.move(root, entry);
        Files.setPosixFilePermissions(entry, PosixFilePermissions.fromString("r-xr-xr-x"));
        Disk.force(store);
        return entry;
    }

    /** Moving a directory to another parent rewrites its {@code ..}, for which it must be writable. */
    private static void makeMovable(Path directory) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private boolean isIntact(Path entry) throws IOException {
        if (!Entries.isBelievable(entry)) return false;
        try {
            return ManifestScan.scan(entry, expected.algorithm()).digest().equals(expected);
        } catch (UnfitTree damaged) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        workshop.close();
    }
}
