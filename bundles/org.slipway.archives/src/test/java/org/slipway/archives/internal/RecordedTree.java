package org.slipway.archives.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

import org.slipway.api.archive.BadArchive;
import org.slipway.api.archive.TreeBuilder;

/** Writes down what a format asks for, a line for each entry. Which paths are allowed is the store's to test. */
final class RecordedTree implements TreeBuilder {
    final Map<String, String> entries = new TreeMap<>();

    @Override
    public void directory(String path, long mtime) {
        entries.put(path, "dir " + mtime);
    }

    @Override
    public void file(String path, long mtime, Mode mode, InputStream content) throws IOException {
        String text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
        entries.put(path, (mode == Mode.EXECUTABLE ? "exec " : "file ") + mtime + " " + text);
    }

    @Override
    public void symlink(String path, String target) {
        entries.put(path, "link " + target);
    }

    @Override
    public void hardLink(String path, String existing) {
        entries.put(path, "same as " + existing);
    }

    @Override
    public void rename(String source, String dest) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void remove(String path) {
        throw new UnsupportedOperationException();
    }

    @Override
    public TreeBuilder within(String directory) throws BadArchive {
        throw new UnsupportedOperationException();
    }
}
