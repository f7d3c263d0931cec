package org.slipway.store.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.slipway.api.store.Progress;
import org.slipway.api.store.UnfitTree;

/**
 * Copies a tree into an empty directory: contents, times, whether files are executable, and links as links. On a file system
 * that can, newer JVMs let the copy of a file share its blocks.
 */
final class Copy extends SimpleFileVisitor<Path> {
    private static final long PIECE = 8L << 20;

    private final Path from;
    private final Path to;
    private final DraftTree.Follower written;
    private final Progress progress;
    private UnfitTree unfit;

    private Copy(Path from, Path to, DraftTree.Follower written, Progress progress) {
        this.from = from;
        this.to = to;
        this.written = written;
        this.progress = progress;
    }

    /**
     * Everything but a {@code .manifest} at the top.
     *
     * @param written told of files that are complete
     */
    static void tree(Path from, Path to, DraftTree.Follower written, Progress progress) throws UnfitTree, IOException {
        Copy copy = new Copy(from.toRealPath(), to, written, progress);
        Files.walkFileTree(copy.from, copy);
        if (copy.unfit != null) throw copy.unfit;
    }

    private Path target(Path path) {
        return to.resolve(from.relativize(path).toString());
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
        if (!directory.equals(from)) Files.createDirectory(target(directory));
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
        if (failure != null) throw failure;
        if (!directory.equals(from)) Files.setLastModifiedTime(target(directory), wholeSeconds(time(directory)));
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        Path target = target(file);
        if (target.equals(to.resolve(".manifest"))) return FileVisitResult.CONTINUE;
        if (attributes.isSymbolicLink()) {
            Files.createSymbolicLink(target, Files.readSymbolicLink(file));
        } else if (attributes.isRegularFile()) {
            content(file, target);
            Files.setPosixFilePermissions(target, mode(file));
            Files.setLastModifiedTime(target, wholeSeconds(attributes.lastModifiedTime()));
            written.complete(target, attributes.size());
        } else {
            unfit = new UnfitTree("'" + file + "' is not a file, directory or link");
            return FileVisitResult.TERMINATE;
        }
        return FileVisitResult.CONTINUE;
    }

    private void content(Path file, Path target) throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
                FileChannel out = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long at = 0;
            for (long moved; (moved = in.transferTo(at, PIECE, out)) > 0; at += moved) progress.more(moved);
        }
    }

    private static Set<PosixFilePermission> mode(Path file) throws IOException {
        boolean executable = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS).stream()
                .anyMatch(permission -> permission.name().endsWith("_EXECUTE"));
        return Trees.protection(executable);
    }

    /** All that a manifest has of a time. Java makes 1970 of a time before it that has a fraction. */
    private static FileTime wholeSeconds(FileTime time) {
        return FileTime.from(time.to(TimeUnit.SECONDS), TimeUnit.SECONDS);
    }

    private static FileTime time(Path directory) throws IOException {
        return Files.getLastModifiedTime(directory, LinkOption.NOFOLLOW_LINKS);
    }
}
