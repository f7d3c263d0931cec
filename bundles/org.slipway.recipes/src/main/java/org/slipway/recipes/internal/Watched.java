package org.slipway.recipes.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import org.slipway.api.archive.ArchiveInput;
import org.slipway.api.archive.BadArchive;
import org.slipway.api.archive.TreeBuilder;

/** What a format is given: tells whether it gets on, and is of no use to it once it has been given up. */
final class Watched implements ArchiveInput {
    private final ArchiveInput archive;
    private final TreeBuilder tree;
    private final AtomicLong signs = new AtomicLong();
    private volatile boolean waiting;
    private volatile boolean over;

    Watched(ArchiveInput archive, TreeBuilder tree) {
        this.archive = archive;
        this.tree = tree;
    }

    /** Changes as long as something happens, or is waited for. */
    long signs() {
        return waiting ? signs.incrementAndGet() : signs.get();
    }

    void end() {
        over = true;
    }

    @Override
    public void sign() throws IOException {
        if (over) throw new IOException("This archive has been given to another format");
        archive.sign();
        signs.incrementAndGet();
    }

    TreeBuilder tree() {
        return new Tree(tree);
    }

    @Override
    public InputStream stream() throws IOException {
        sign();
        return new Waiting(archive.stream());
    }

    @Override
    public SeekableByteChannel channel() throws IOException {
        sign();
        SeekableByteChannel channel = archive.channel();
        // All of a file is there, and can be read in several places at once.
        return channel instanceof FileChannel ? channel : new WatchedChannel(channel, this::sign, now -> waiting = now);
    }

    @Override
    public long size() {
        return archive.size();
    }

    @Override
    public long limit() {
        return archive.limit();
    }

    @Override
    public Optional<String> extract() {
        return archive.extract();
    }

    /** Of the archive: more of it may still have to come. */
    private final class Waiting extends FilterInputStream {
        Waiting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            sign();
            waiting = true;
            try {
                return in.read();
            } finally {
                waiting = false;
            }
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            sign();
            waiting = true;
            try {
                return in.read(bytes, from, length);
            } finally {
                waiting = false;
            }
        }
    }

    /** Of a file: the format makes it. */
    private final class Content extends FilterInputStream {
        Content(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            sign();
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            sign();
            return in.read(bytes, from, length);
        }
    }

    private final class Tree implements TreeBuilder {
        private final TreeBuilder below;

        Tree(TreeBuilder below) {
            this.below = below;
        }

        @Override
        public void directory(String path, long mtime) throws BadArchive, IOException {
            sign();
            below.directory(path, mtime);
        }

        @Override
        public void file(String path, long mtime, Mode mode, InputStream content) throws BadArchive, IOException {
            sign();
            below.file(path, mtime, mode, new Content(content));
        }

        @Override
        public void symlink(String path, String target) throws BadArchive, IOException {
            sign();
            below.symlink(path, target);
        }

        @Override
        public void hardLink(String path, String existing) throws BadArchive, IOException {
            sign();
            below.hardLink(path, existing);
        }

        @Override
        public void rename(String source, String dest) throws BadArchive, IOException {
            sign();
            below.rename(source, dest);
        }

        @Override
        public void remove(String path) throws BadArchive, IOException {
            sign();
            below.remove(path);
        }

        @Override
        public TreeBuilder within(String directory) throws BadArchive, IOException {
            sign();
            return new Tree(below.within(directory));
        }
    }
}
