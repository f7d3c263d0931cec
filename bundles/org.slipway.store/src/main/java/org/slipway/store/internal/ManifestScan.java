package org.slipway.store.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import org.slipway.api.store.Manifest;
import org.slipway.api.store.UnfitTree;
import org.slipway.model.ManifestDigest;
import org.slipway.model.ManifestDigest.Algorithm;

/** Describes a tree. Source: manifest specification, "The manifest file" and "Algorithms". */
final class ManifestScan {
    private static final int TYPE = 0170000;
    private static final int DIRECTORY = 0040000;
    private static final int FILE = 0100000;
    private static final int LINK = 0120000;
    private static final int EXECUTE = 0111;
    private static final int SPECIAL = 07000;
    private static final Comparator<Named> BY_BYTES = (a, b) -> Arrays.compareUnsigned(a.bytes, b.bytes);

    private record Named(Path path, String name, byte[] bytes) {}

    private final Algorithm algorithm;
    private final Path root;
    private final StringBuilder text = new StringBuilder();
    private final byte[] buffer = new byte[256 * 1024];

    private ManifestScan(Path root, Algorithm algorithm) {
        this.root = root;
        this.algorithm = algorithm;
    }

    static Manifest scan(Path root, Algorithm algorithm) throws UnfitTree, IOException {
        ManifestScan scan = new ManifestScan(root, algorithm);
        scan.directory(root, "");
        String text = scan.text.toString();
        return new Manifest(text, digest(text, algorithm));
    }

    static ManifestDigest digest(String manifest, Algorithm algorithm) {
        byte[] hash = hash(algorithm).digest(manifest.getBytes(StandardCharsets.UTF_8));
        String value = algorithm == Algorithm.SHA256NEW
                ? Base32.encode(hash)
                : HexFormat.of().formatHex(hash);
        return new ManifestDigest(algorithm, value);
    }

    private void directory(Path directory, String path) throws UnfitTree, IOException {
        List<Named> later = new ArrayList<>();
        for (Named entry : entries(directory)) {
            Map<String, Object> attributes =
                    Files.readAttributes(entry.path, "unix:mode,size,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
            int mode = (Integer) attributes.get("mode");
            switch (mode & TYPE) {
                case DIRECTORY -> {
                    refuseSpecial(entry, mode);
                    // The old format has directories in their place among the files, the others after them.
                    if (algorithm == Algorithm.SHA1) subdirectory(entry, path);
                    else later.add(entry);
                }
                case FILE -> {
                    if (directory.equals(root) && entry.name.equals(".manifest")) continue;
                    refuseSpecial(entry, mode);
                    file(entry, mode, (Long) attributes.get("size"), seconds(attributes));
                }
                case LINK -> link(entry);
                default -> throw new UnfitTree("'" + entry.path + "' is not a file, directory or link");
            }
        }
        for (Named entry : later) subdirectory(entry, path);
    }

    private void subdirectory(Named entry, String parent) throws UnfitTree, IOException {
        String path = parent + "/" + entry.name;
        text.append("D ");
        if (algorithm == Algorithm.SHA1)
            text.append(seconds(Files.readAttributes(entry.path, "unix:lastModifiedTime", LinkOption.NOFOLLOW_LINKS)))
                    .append(' ');
        text.append(path).append('\n');
        directory(entry.path, path);
    }

    private void file(Named entry, int mode, long size, long mtime) throws IOException {
        text.append((mode & EXECUTE) != 0 ? "X " : "F ")
                .append(hashOf(entry.path))
                .append(' ')
                .append(mtime)
                .append(' ')
                .append(size)
                .append(' ')
                .append(entry.name)
                .append('\n');
    }

    private void link(Named entry) throws IOException {
        byte[] target = Files.readSymbolicLink(entry.path).toString().getBytes(StandardCharsets.UTF_8);
        text.append("S ")
                .append(HexFormat.of().formatHex(hash(algorithm).digest(target)))
                .append(' ')
                .append(target.length)
                .append(' ')
                .append(entry.name)
                .append('\n');
    }

    private String hashOf(Path file) throws IOException {
        MessageDigest hash = hash(algorithm);
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            for (int read; (read = in.read(buffer)) >= 0; ) hash.update(buffer, 0, read);
        }
        return HexFormat.of().formatHex(hash.digest());
    }

    /** In the order of their bytes. A name with a newline would make the manifest ambiguous. */
    private static List<Named> entries(Path directory) throws UnfitTree, IOException {
        List<Named> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            for (Path path : stream) {
                String name = path.getFileName().toString();
                if (name.indexOf('\n') >= 0) throw new UnfitTree("'" + path + "' has a newline in its name");
                if (name.indexOf('\uFFFD') >= 0) throw new UnfitTree("'" + path + "' has a name that is no UTF-8");
                entries.add(new Named(path, name, name.getBytes(StandardCharsets.UTF_8)));
            }
        }
        entries.sort(BY_BYTES);
        return entries;
    }

    private static void refuseSpecial(Named entry, int mode) throws UnfitTree {
        if ((mode & SPECIAL) != 0) throw new UnfitTree("'" + entry.path + "' has a set-id or sticky bit");
    }

    private static long seconds(Map<String, Object> attributes) {
        return ((FileTime) attributes.get("lastModifiedTime")).toInstant().getEpochSecond();
    }

    private static MessageDigest hash(Algorithm algorithm) {
        try {
            return MessageDigest.getInstance(algorithm.hash());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has " + algorithm.hash(), impossible);
        }
    }
}
