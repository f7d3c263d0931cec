package org.slipway.archives.internal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What is in a directory, as an archive has it: parents first, and the same on every machine. */
abstract class WrittenTree {
    private static final String MANIFEST = ".manifest";

    private final Path root;

    WrittenTree(Path root) {
        this.root = root;
    }

    abstract void directory(String path, long mtime) throws IOException;

    abstract void file(String path, long mtime, Path file, boolean executable) throws IOException;

    abstract void link(String path, long mtime, String target) throws IOException;

    final void writeAll() throws IOException {
        write(root, "");
    }

    private void write(Path directory, String prefix) throws IOException {
        for (Path entry : list(directory)) {
            String name = entry.getFileName().toString();
            if (prefix.isEmpty() && name.equals(MANIFEST)) continue;
            BasicFileAttributes kind =
                    Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            long mtime = kind.lastModifiedTime().to(TimeUnit.SECONDS);
            if (kind.isSymbolicLink()) {
                link(prefix + name, mtime, Files.readSymbolicLink(entry).toString());
            } else if (kind.isDirectory()) {
                directory(prefix + name + "/", mtime);
                write(entry, prefix + name + "/");
            } else if (kind.isRegularFile()) {
                file(prefix + name, mtime, entry, isExecutable(entry));
            } else {
                throw new IOException("'" + entry + "' is not a file, directory or link");
            }
        }
    }

    /** For anybody, as manifests have it. */
    private static boolean isExecutable(Path file) throws IOException {
        return Files.getPosixFilePermissions(file).stream()
                .anyMatch(permission -> permission.name().endsWith("_EXECUTE"));
    }

    private static List<Path> list(Path directory) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            stream.forEach(entries::add);
        }
        entries.sort(null);
        return entries;
    }
}
