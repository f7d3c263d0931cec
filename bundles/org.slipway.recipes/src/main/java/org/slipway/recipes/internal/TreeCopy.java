package org.slipway.recipes.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.slipway.api.archive.BadArchive;
import org.slipway.api.archive.TreeBuilder;
import org.slipway.api.archive.TreeBuilder.Mode;
import org.slipway.api.store.Progress;

/** Copies from an implementation that is here into the tree of another. */
final class TreeCopy {

    private static final String MANIFEST = ".manifest";

    private final Path root;
    private final TreeBuilder tree;
    private final Progress progress;

    private TreeCopy(Path root, TreeBuilder tree, Progress progress) {
        this.root = root;
        this.tree = tree;
        this.progress = progress;
    }

    /**
     * @param source a file or directory in the implementation; absent for everything but its manifest
     * @param dest where it is put; absent for the top
     * @param progress asked whether it is still wanted
     */
    static void copy(
            Path implementation, Optional<String> source, Optional<String> dest, TreeBuilder tree, Progress progress)
            throws BadArchive, IOException {
        Path from = inside(implementation, source.orElse(""));
        TreeCopy copy = new TreeCopy(implementation, tree, progress);
        BasicFileAttributes kind = Files.readAttributes(from, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!kind.isDirectory() && dest.isEmpty())
            throw new BadArchive("'" + source.orElse("") + "' is one file, but there is no dest for it");
        if (kind.isDirectory()) copy.content(from, dest.map(path -> path + "/").orElse(""));
        else copy.entry(from, dest.get());
    }

    /** A path that goes down by real directories only. */
    private static Path inside(Path implementation, String path) throws BadArchive {
        if (path.startsWith("/") || path.indexOf('\\') >= 0 || path.indexOf('\0') >= 0) throw outside(path);
        Path place = implementation;
        for (String name : path.split("/")) {
            if (name.isEmpty() || name.equals(".")) continue;
            if (name.equals("..") || Files.isSymbolicLink(place) && !place.equals(implementation)) throw outside(path);
            place = place.resolve(name);
        }
        if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS))
            throw new BadArchive("there is no '" + path + "' in the implementation to copy from");
        return place;
    }

    private static BadArchive outside(String path) {
        return new BadArchive("'" + path + "' is refused: it leads out of the implementation to copy from");
    }

    private void content(Path directory, String prefix) throws BadArchive, IOException {
        for (Path entry : list(directory)) {
            String name = entry.getFileName().toString();
            if (!directory.equals(root) || !name.equals(MANIFEST)) entry(entry, prefix + name);
        }
    }

    private static List<Path> list(Path directory) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            stream.forEach(entries::add);
        }
        entries.sort(null);
        return entries;
    }

    private void entry(Path from, String to) throws BadArchive, IOException {
        progress.more(0);
        BasicFileAttributes kind = Files.readAttributes(from, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        long mtime = kind.lastModifiedTime().to(TimeUnit.SECONDS);
        if (kind.isSymbolicLink()) {
            tree.symlink(to, Files.readSymbolicLink(from).toString());
        } else if (kind.isDirectory()) {
            tree.directory(to, mtime);
            content(from, to + "/");
        } else if (!kind.isRegularFile()) {
            throw new BadArchive("'" + root.relativize(from) + "' is not a file, directory or link");
        } else {
            try (InputStream in = new Content(Files.newInputStream(from))) {
                tree.file(to, mtime, Files.isExecutable(from) ? Mode.EXECUTABLE : Mode.PLAIN, in);
            }
        }
    }

    /** Of a file, which may be large. */
    private final class Content extends FilterInputStream {
        Content(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            progress.more(1);
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int count = in.read(bytes, from, length);
            progress.more(Math.max(count, 0));
            return count;
        }
    }
}
