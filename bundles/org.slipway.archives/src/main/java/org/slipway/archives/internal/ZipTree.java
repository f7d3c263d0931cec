package org.slipway.archives.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;

import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** A directory as a zip archive, with the modes of Unix and times to the second. */
final class ZipTree extends WrittenTree {
    private final ZipArchiveOutputStream zip;

    ZipTree(Path root, OutputStream out) {
        super(root);
        zip = new ZipArchiveOutputStream(out);
        zip.setEncoding(StandardCharsets.UTF_8.name());
    }

    void write() throws IOException {
        writeAll();
        zip.finish();
        zip.flush();
    }

    @Override
    void directory(String path, long mtime) throws IOException {
        put(path, UnixStat.DIR_FLAG | 0755, mtime);
        zip.closeArchiveEntry();
    }

    @Override
    void file(String path, long mtime, Path file, boolean executable) throws IOException {
        put(path, UnixStat.FILE_FLAG | (executable ? 0755 : 0644), mtime);
        Files.copy(file, zip);
        zip.closeArchiveEntry();
    }

    @Override
    void link(String path, long mtime, String target) throws IOException {
        put(path, UnixStat.LINK_FLAG | 0777, mtime);
        zip.write(target.getBytes(StandardCharsets.UTF_8));
        zip.closeArchiveEntry();
    }

    private void put(String path, int mode, long mtime) throws IOException {
        ZipArchiveEntry entry = new ZipArchiveEntry(path);
        entry.setUnixMode(mode);
        entry.setLastModifiedTime(FileTime.from(mtime, TimeUnit.SECONDS));
        zip.putArchiveEntry(entry);
    }
}
