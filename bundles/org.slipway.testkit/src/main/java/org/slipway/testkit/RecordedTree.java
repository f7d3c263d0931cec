package org.slipway.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

import org.slipway.api.archive.BadArchive;
import org.slipway.api.archive.TreeBuilder;

/** Writes down what a format asks for, a line for each entry. Which paths are allowed is the store's to say, and to test. */
public class RecordedTree implements TreeBuilder {
    private final Map<String, String> entries = new TreeMap<>();

    /** By path, without a slash at its end: {@code dir 5}, {@code file 5 text}, {@code exec 5 text}, {@code link a}. */
    public Map<String, String> entries() {
        return entries;
    }

    /** What a test wants to happen before an entry is made. */
    protected void before(String path) throws BadArchive, IOException {}

    private void put(String path, String line) {
        String plain = path.startsWith("./") ? path.substring(2) : path;
        entries.put(plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain, line);
    }

    @Override
    public void directory(String path, long mtime) throws BadArchive, IOException {
        before(path);
        put(path, "dir " + mtime);
    }

    @Override
    public void file(String path, long mtime, Mode mode, InputStream content) throws BadArchive, IOException {
        before(path);
        String text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
        put(path, (mode == Mode.EXECUTABLE ? "exec " : "file ") + mtime + " " + text);
    }

    @Override
    public void symlink(String path, String target) throws BadArchive, IOException {
        before(path);
        put(path, "link " + target);
    }

    @Override
    public void hardLink(String path, String existing) throws BadArchive, IOException {
        before(path);
        put(path, "same as " + existing);
    }

    @Override
    public void rename(String source, String dest) {
        throw new UnsupportedOperationException("No format needs it");
    }

    @Override
    public void remove(String path) {
        throw new UnsupportedOperationException("No format needs it");
    }

    @Override
    public TreeBuilder within(String directory) {
        throw new UnsupportedOperationException("No format needs it");
    }
}
