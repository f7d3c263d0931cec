package org.slipway.store.internal;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

import org.slipway.model.ManifestDigest.Algorithm;

/**
 * A line of a manifest, with the whole path of what it describes.
 *
 * @param path from the tree's root, beginning with {@code /}; whatever somebody has written who wanted no good
 * @param text as it is there
 */
record ManifestLine(String path, String text) {

    /** What the first line follows. */
    static final ManifestLine ROOT = new ManifestLine("", "D /");

    private static final Pattern SIZE = Pattern.compile("[0-9]{1,18}");
    private static final Comparator<String> BY_BYTES = new ByBytes();

    /** The line behind this one, in the manifest of any but the oldest algorithm. */
    ManifestLine following(String text) {
        return text.startsWith("D ") ? ofDirectory(text) : new ManifestLine(directory() + "/" + lastField(text), text);
    }

    /** There a file may be in the directory before it, or in one around that: the deepest in which it has its place. */
    ManifestLine followingInOldFormat(String text) {
        if (text.startsWith("D ")) return ofDirectory(text);
        String name = lastField(text);
        String before = isDirectory() ? "" : name();
        String directory = directory();
        while (!directory.isEmpty() && BY_BYTES.compare(name, before) <= 0) {
            before = lastPart(directory);
            directory = directory.substring(0, directory.length() - before.length() - 1);
        }
        return new ManifestLine(directory + "/" + name, text);
    }

    private static ManifestLine ofDirectory(String text) {
        int slash = text.indexOf('/');
        return new ManifestLine(slash < 0 ? "/" : text.substring(slash), text);
    }

    private static String lastField(String text) {
        String[] fields = fields(text);
        return fields[fields.length - 1];
    }

    /** In which the lines of two trees are one behind the other in both. */
    static Comparator<ManifestLine> order(Algorithm algorithm) {
        // The old format has directories in their place among the files, the others after them.
        return algorithm == Algorithm.SHA1
                ? Comparator.comparing(ManifestLine::path, ManifestLine::byParts)
                        .thenComparing(ManifestLine::isDirectory)
                : Comparator.comparing(ManifestLine::directory, ManifestLine::byParts)
                        .thenComparing(line -> line.isDirectory() ? "" : line.name(), BY_BYTES);
    }

    private static int byParts(String one, String other) {
        if (one.equals(other)) return 0;
        String[] ones = one.split("/");
        String[] others = other.split("/");
        for (int i = 0; i < Math.min(ones.length, others.length); i++) {
            int order = BY_BYTES.compare(ones[i], others[i]);
            if (order != 0) return order;
        }
        return ones.length - others.length;
    }

    boolean isDirectory() {
        return text.startsWith("D ");
    }

    boolean isFile() {
        return text.startsWith("F ") || text.startsWith("X ");
    }

    /** Whether it has all its parts, and its path leads nowhere but down. */
    boolean isSound() {
        return path.startsWith("/")
                && List.of(path.substring(1).split("/", -1)).stream()
                        .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."))
                && (isDirectory() || fields(text).length == count(text));
    }

    /** That it is in, or is; empty for the root. */
    String directory() {
        return isDirectory() ? path : path.substring(0, path.lastIndexOf('/'));
    }

    /** What two files have in common that may be one: kind, hash, time and size. */
    String identity() {
        return text.substring(0, text.length() - name().length());
    }

    private String name() {
        return lastPart(path);
    }

    private static String lastPart(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Of a file or link; of a directory, and where there is no number, 0. */
    long size() {
        int place = isFile() ? 3 : 2;
        String[] fields = fields(text);
        if (isDirectory() || fields.length <= place) return 0;
        return SIZE.matcher(fields[place]).matches() ? Long.parseLong(fields[place]) : 0;
    }

    private static String[] fields(String text) {
        return text.split(" ", count(text));
    }

    private static int count(String text) {
        return text.startsWith("S ") ? 4 : 5;
    }

    Path in(Path tree) {
        return tree.resolve(path.substring(1));
    }

    /** As people read it. */
    @Override
    public String toString() {
        return isDirectory() ? path + "/" : path;
    }
}
