package org.slipway.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

import org.osgi.util.promise.Promise;
import org.slipway.api.archive.BadArchive;
import org.slipway.api.archive.TreeBuilder;
import org.slipway.api.settings.AtomicFiles;
import org.slipway.api.settings.Scratch;
import org.slipway.api.store.Draft;
import org.slipway.api.store.Manifest;
import org.slipway.api.store.ManifestLines;
import org.slipway.api.store.Progress;
import org.slipway.api.store.Store;
import org.slipway.api.store.UnfitTree;
import org.slipway.api.store.Verification;
import org.slipway.api.transport.Beginning;
import org.slipway.api.transport.Spool;
import org.slipway.api.transport.Validators;
import org.slipway.async.Done;
import org.slipway.async.Loop;
import org.slipway.model.ManifestDigest;

/** The disk, which may become full at some write, and tells whoever watches when something has become visible. */
final class Disk {

    /** Every write to it fails as on a full disk. */
    private static final Path FULL = Path.of("/dev/full");

    private final Trace trace;
    private final OptionalInt fullAt;
    private final Consumer<Path> changed;
    private int writes;

    /** @param changed told, off the loop, that a feed or an implementation may have become visible */
    Disk(Trace trace, OptionalInt fullAt, Consumer<Path> changed) {
        this.trace = trace;
        this.fullAt = fullAt;
        this.changed = changed;
    }

    boolean wasFull() {
        return fullAt.isPresent() && writes > fullAt.getAsInt();
    }

    /** Full at one write, and for the few after it. */
    private boolean isFull() {
        int write = writes++;
        boolean full = fullAt.isPresent() && write >= fullAt.getAsInt() && write < fullAt.getAsInt() + 3;
        if (full) trace.mattered(Fault.DISK_FULL);
        return full;
    }

    private void write() throws IOException {
        if (isFull()) throw new IOException("No space left on device");
    }

    AtomicFiles files(AtomicFiles real) {
        return (file, content) -> {
            write();
            real.replace(file, content);
            changed.accept(file);
        };
    }

    Scratch scratch(Scratch real, Loop loop) {
        return scope -> {
            boolean full = isFull();
            if (full && writes % 2 == 0)
                return loop.offLoop(() -> {
                    throw new IOException("No space left on device");
                });
            Promise<Path> file = real.file(scope);
            return full ? file.map(made -> FULL) : file;
        };
    }

    Spool spool(Spool real) {
        return (name, waiting, scope) -> real.open(name, waiting, scope).map(folder -> new FullFolder(folder));
    }

    Store store(Store real) {
        return new Store() {
            @Override
            public List<Path> directories() {
                return real.directories();
            }

            @Override
            public Optional<Path> find(List<ManifestDigest> digests) {
                return real.find(digests);
            }

            @Override
            public List<Entry> list() throws IOException {
                return real.list();
            }

            @Override
            public Draft draft(ManifestDigest expected, long limit) throws IOException {
                write();
                return watched(real.draft(expected, limit));
            }

            @Override
            public Draft sketch(ManifestDigest.Algorithm algorithm, long limit) {
                throw new UnsupportedOperationException("nobody describes archives here");
            }

            @Override
            public void tidy() {
                real.tidy();
            }

            @Override
            public Manifest manifest(Path directory, ManifestDigest.Algorithm algorithm) throws UnfitTree, IOException {
                return real.manifest(directory, algorithm);
            }

            @Override
            public Verification verify(Path directory, ManifestDigest expected) throws IOException {
                return real.verify(directory, expected);
            }
        };
    }

    private final class FullFolder implements Spool.Folder {
        private final Spool.Folder real;

        FullFolder(Spool.Folder real) {
            this.real = real;
        }

        @Override
        public Spool.Part part(String name) {
            return new FullPart(real.part(name));
        }

        @Override
        public Promise<Done> empty() {
            return real.empty();
        }
    }

    private final class FullPart implements Spool.Part {
        private final Spool.Part real;
        /** As long as one transfer lasts. */
        private boolean full;

        FullPart(Spool.Part real) {
            this.real = real;
        }

        @Override
        public Path file() {
            return full ? FULL : real.file();
        }

        @Override
        public Promise<Long> length() {
            return real.length();
        }

        @Override
        public Promise<Beginning> beginning(URI from) {
            full = isFull();
            return real.beginning(from);
        }

        @Override
        public void answered(URI from, Validators validators) {
            real.answered(from, validators);
        }

        @Override
        public Promise<Spool.Part> copy(String name) {
            return real.copy(name).map(FullPart::new);
        }

        @Override
        public Promise<Done> discard() {
            return real.discard();
        }
    }

    private Draft watched(Draft real) {
        TreeBuilder tree = new Tree(real.tree());
        return new Draft() {
            @Override
            public TreeBuilder tree() {
                return tree;
            }

            @Override
            public Commit commit(Progress progress) throws IOException {
                write();
                Commit commit = real.commit(progress);
                if (commit instanceof Commit.Stored stored) changed.accept(stored.path());
                return commit;
            }

            @Override
            public ManifestDigest describe(ManifestLines lines) throws UnfitTree, IOException {
                return real.describe(lines);
            }

            @Override
            public void close() throws IOException {
                real.close();
            }
        };
    }

    private final class Tree implements TreeBuilder {
        private final TreeBuilder real;

        Tree(TreeBuilder real) {
            this.real = real;
        }

        @Override
        public void directory(String path, long mtime) throws BadArchive, IOException {
            real.directory(path, mtime);
        }

        @Override
        public void file(String path, long mtime, Mode mode, InputStream content) throws BadArchive, IOException {
            write();
            real.file(path, mtime, mode, content);
        }

        @Override
        public void symlink(String path, String target) throws BadArchive, IOException {
            real.symlink(path, target);
        }

        @Override
        public void hardLink(String path, String existing) throws BadArchive, IOException {
            real.hardLink(path, existing);
        }

        @Override
        public void rename(String source, String dest) throws BadArchive, IOException {
            real.rename(source, dest);
        }

        @Override
        public void remove(String path) throws BadArchive, IOException {
            real.remove(path);
        }

        @Override
        public TreeBuilder within(String directory) throws BadArchive, IOException {
            return new Tree(real.within(directory));
        }
    }
}
