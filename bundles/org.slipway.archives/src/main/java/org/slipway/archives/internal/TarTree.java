package org.slipway.archives.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** A directory as a tar archive, with the extensions of POSIX where they are needed. */
final class TarTree extends WrittenTree {
    private final TarArchiveOutputStream tar;

    TarTree(Path root, OutputStream out) {
        super(root);
        tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
    }

    void write() throws IOException {
        writeAll();
        tar.finish();
        tar.flush();
    }

    @Override
    void directory(String path, long mtime) throws IOException {
        put(new TarArchiveEntry(path, TarConstants.LF_DIR), 0755, mtime);
        tar.closeArchiveEntry();
    }

    @Override
    void file(String path, long mtime, Path file, boolean executable) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(path, TarConstants.LF_NORMAL);
        entry.setSize(Files.size(file));
        put(entry, executable ? 0755 : 0644, mtime);
        Files.copy(file, tar);
        tar.closeArchiveEntry();
    }

    @Override
    void link(String path, long mtime, String target) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(path, TarConstants.LF_SYMLINK);
        entry.setLinkName(target);
        put(entry, 0777, mtime);
        tar.closeArchiveEntry();
    }

    private void put(TarArchiveEntry entry, int mode, long mtime) throws IOException {
        entry.setMode(mode);
        entry.setModTime(mtime * 1000);
        tar.putArchiveEntry(entry);
    }
}
