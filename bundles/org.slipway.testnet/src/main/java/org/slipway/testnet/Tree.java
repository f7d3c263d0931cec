package org.slipway.testnet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files of an implementation, in memory. All have one modification time, an even number of seconds, so that every
 * archive format can tell it. Directories are those that the paths name. Immutable.
 */
public final class Tree {
    /** The modification time of all files. */
    public static final Instant MTIME = Instant.parse("2024-02-29T12:00:00Z");

    public static final Tree EMPTY = new Tree(new TreeMap<>());

    enum Kind {
        PLAIN,
        EXECUTABLE,
        SYMLINK
    }

    /** @param content of a symlink: its target */
    record Entry(Kind kind, byte[] content) {}

    private final TreeMap<String, Entry> entries;

    private Tree(TreeMap<String, Entry> entries) {
        this.entries = entries;
    }

    public Tree file(String path, String text) {
        return file(path, text.getBytes(UTF_8));
    }

    public Tree file(String path, byte[] content) {
        return with(path, new Entry(Kind.PLAIN, content.clone()));
    }

    public Tree executable(String path, String text) {
        return with(path, new Entry(Kind.EXECUTABLE, text.getBytes(UTF_8)));
    }

    public Tree symlink(String path, String target) {
        return with(path, new Entry(Kind.SYMLINK, target.getBytes(UTF_8)));
    }

    private Tree with(String path, Entry entry) {
        TreeMap<String, Entry> more = new TreeMap<>(entries);
        more.put(path, entry);
        return new Tree(more);
    }

    Map<String, Entry> entries() {
        return entries;
    }
}
