package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/**
 * When an implementation was stored, or a file of it last read, whatever is later. Its manifest, which is read for its
 * size, and directories, which are listed here, do not count.
 */
final class LastUse extends SimpleFileVisitor<Path> {
    private final Path manifest;
    private FileTime last;

    private LastUse(Path entry) throws IOException {
        this.manifest = entry.resolve(".manifest");
        this.last = Files.getLastModifiedTime(manifest, LinkOption.NOFOLLOW_LINKS);
    }

    static Instant of(Path entry) throws IOException {
        LastUse use = new LastUse(entry);
        Files.walkFileTree(entry, use);
        return use.last.toInstant();
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        boolean counts = attributes.isRegularFile() && !file.equals(manifest);
        if (counts && attributes.lastAccessTime().compareTo(last) > 0) last = attributes.lastAccessTime();
        return FileVisitResult.CONTINUE;
    }
}
