package org.slipway.store.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

import org.slipway.api.store.Unwritable;

/** What the file system says, in words for the user, and the way to make it keep what it has been given. */
final class Disk {
    private Disk() {}

    static Unwritable unwritable(Path path, IOException cause) {
        if (cause instanceof Unwritable already) return already;
        return new Unwritable("'" + path + "' cannot be written: " + reason(cause), cause);
    }

    static Unwritable uncopied(Path from, Path to, IOException cause) {
        return new Unwritable("'" + from + "' cannot be copied to '" + to + "': " + reason(cause), cause);
    }

    static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException) return "permission denied";
        if (cause instanceof NoSuchFileException) return "no such directory";
        if (cause instanceof FileAlreadyExistsException) return "it is not a directory";
        if (cause instanceof FileSystemException f && f.getReason() != null) return f.getReason();
        return String.valueOf(cause.getMessage());
    }

    /** Writes a tree through to the disk. */
    static void flush(Path tree) throws IOException {
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) force(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                if (failure != null) throw failure;
                force(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
