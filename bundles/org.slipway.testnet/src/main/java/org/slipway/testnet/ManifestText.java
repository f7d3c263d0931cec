package org.slipway.testnet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The manifest of a tree and its digest, written from the specification alone and not shared with the store: a second
 * opinion. Source: {@code Manifest files}, without the old algorithm {@code sha1}.
 */
public final class ManifestText {
    private static final Comparator<String> BYTES =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final MessageDigest hash;
    private final StringBuilder lines = new StringBuilder();

    private ManifestText(String hash) {
        try {
            this.hash = MessageDigest.getInstance(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a {@code manifest-digest} attribute has it under the name {@code sha256new}. */
    public static String sha256new(Tree tree) {
        return base32(digest("SHA-256", tree));
    }

    /** As under the name {@code sha256}. */
    public static String sha256(Tree tree) {
        return HexFormat.of().formatHex(digest("SHA-256", tree));
    }

    /** As under the name {@code sha1new}. */
    public static String sha1new(Tree tree) {
        return HexFormat.of().formatHex(digest("SHA-1", tree));
    }

    private static byte[] digest(String hash, Tree tree) {
        ManifestText manifest = new ManifestText(hash);
        manifest.directory("", tree.entries());
        return manifest.hash.digest(manifest.lines.toString().getBytes(UTF_8));
    }

    private void directory(String path, Map<String, Tree.Entry> entries) {
        TreeMap<String, Tree.Entry> files = new TreeMap<>(BYTES);
        TreeSet<String> directories = new TreeSet<>(BYTES);
        for (Map.Entry<String, Tree.Entry> entry : entries.entrySet()) {
            if (!entry.getKey().startsWith(path)) continue;
            List<String> rest = List.of(entry.getKey().substring(path.length()).split("/"));
            if (rest.size() == 1) files.put(rest.get(0), entry.getValue());
            else directories.add(rest.get(0));
        }
        files.forEach(this::file);
        for (String name : directories) {
            lines.append("D /").append(path).append(name).append('\n');
            directory(path + name + "/", entries);
        }
    }

    private void file(String name, Tree.Entry entry) {
        String content = HexFormat.of().formatHex(hash.digest(entry.content()));
        String letter = Map.of(Tree.Kind.PLAIN, "F", Tree.Kind.EXECUTABLE, "X", Tree.Kind.SYMLINK, "S")
                .get(entry.kind());
        lines.append(letter).append(' ').append(content).append(' ');
        if (entry.kind() != Tree.Kind.SYMLINK)
            lines.append(Tree.MTIME.getEpochSecond()).append(' ');
        lines.append(entry.content().length).append(' ').append(name).append('\n');
    }

    private static String base32(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int buffer = 0;
        int bits = 0;
        for (byte b : bytes) {
            buffer = buffer << 8 | b & 0xff;
            for (bits += 8; bits >= 5; bits -= 5) text.append(BASE32.charAt(buffer >> bits - 5 & 31));
        }
        if (bits > 0) text.append(BASE32.charAt(buffer << 5 - bits & 31));
        return text.toString();
    }
}
