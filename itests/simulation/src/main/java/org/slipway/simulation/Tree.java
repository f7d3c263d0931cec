package org.slipway.simulation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.slipway.model.ManifestDigest;

/**
 * A tree of files as it should be, with its manifest by the specification: written anew here, so that the store's own is
 * compared with another one. Names are plain ASCII.
 */
final class Tree {

    record Leaf(byte[] content, boolean executable, long mtime) {}

    private final Map<String, Leaf> files = new TreeMap<>();
    private final Set<String> directories = new TreeSet<>();

    void put(String path, Leaf leaf) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1))
            directories.add(path.substring(0, slash));
        files.put(path, leaf);
    }

    void rename(String source, String dest) {
        put(dest, files.remove(source));
    }

    void remove(String path) {
        files.remove(path);
    }

    void putAll(Tree other, String prefix) {
        other.files.forEach((path, leaf) -> put(prefix + path, leaf));
    }

    boolean has(String path) {
        return files.containsKey(path);
    }

    Map<String, Leaf> files() {
        return files;
    }

    /** Source: manifest specification, algorithm {@code sha256new}. */
    String manifest() {
        StringBuilder text = new StringBuilder();
        directory("", text);
        return text.toString();
    }

    private void directory(String prefix, StringBuilder text) {
        files.forEach((path, leaf) -> {
            if (!isDirectlyIn(prefix, path)) return;
            text.append(leaf.executable ? "X " : "F ")
                    .append(HexFormat.of().formatHex(sha256(leaf.content)))
                    .append(" " + leaf.mtime + " " + leaf.content.length + " ")
                    .append(path.substring(prefix.length()))
                    .append('\n');
        });
        for (String directory : directories) {
            if (!isDirectlyIn(prefix, directory)) continue;
            text.append("D /").append(directory).append('\n');
            directory(directory + "/", text);
        }
    }

    private static boolean isDirectlyIn(String prefix, String path) {
        return path.startsWith(prefix) && path.indexOf('/', prefix.length()) < 0;
    }

    ManifestDigest digest() {
        byte[] hash = sha256(manifest().getBytes(StandardCharsets.UTF_8));
        return new ManifestDigest(ManifestDigest.Algorithm.SHA256NEW, base32(hash));
    }

    /** What is not as it should be in a directory; empty if all is. */
    String difference(Path directory) throws IOException {
        Set<String> expected = new TreeSet<>(files.keySet());
        expected.addAll(directories);
        expected.add(".manifest");
        Set<String> found = new TreeSet<>();
        try (Stream<Path> paths = Files.walk(directory)) {
            paths.filter(path -> !path.equals(directory))
                    .forEach(path -> found.add(directory.relativize(path).toString()));
        }
        if (!found.equals(expected)) return "it has " + found + " instead of " + expected;
        for (Map.Entry<String, Leaf> file : files.entrySet())
            if (!Arrays.equals(Files.readAllBytes(directory.resolve(file.getKey())), file.getValue().content))
                return file.getKey() + " is not as it should be";
        return Files.readString(directory.resolve(".manifest")).equals(manifest()) ? "" : "another manifest";
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String base32(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int bits = 0;
        int rest = 0;
        for (byte b : bytes) {
            rest = rest << 8 | b & 0xff;
            for (bits += 8; bits >= 5; bits -= 5)
                text.append("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt(rest >> bits - 5 & 31));
        }
        if (bits > 0) text.append("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt(rest << 5 - bits & 31));
        return text.toString();
    }
}
