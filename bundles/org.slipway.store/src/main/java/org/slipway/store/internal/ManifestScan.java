package org.slipway.store.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;

import org.slipway.api.store.Manifest;
import org.slipway.api.store.Progress;
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
    private static final int PERMISSIONS = 07777;
    private static final int PROTECTED = 0444;
    private static final int PROTECTED_EXECUTABLE = 0555;
    private static final int OTHERS_WRITE = 0022;
    private static final Comparator<Named> BY_BYTES = (a, b) -> Arrays.compareUnsigned(a.bytes, b.bytes);

    private record Named(Path path, String name, byte[] bytes) {}

    /** @param hash of a file, which comes behind {@code before} */
    private record Line(String before, Future<String> hash, String behind) {}

    private final Algorithm algorithm;
    private final Path root;
    private final WrittenHashes known;
    private final Hashes hashes;
    private final List<Line> lines = new ArrayList<>();
    private final List<String> exposed = new ArrayList<>();
    private final List<Unprotected> unprotected = new ArrayList<>();

    /**
     * @param exposed the paths that others may write
     * @param unprotected what has other permissions than entries of a store have
     */
    record Scan(Manifest manifest, List<String> exposed, List<Unprotected> unprotected) {}

    /** @param executable by anybody, as directories are */
    record Unprotected(Path path, boolean executable) {
        void protect() throws IOException {
            Files.setPosixFilePermissions(path, Trees.protection(executable));
        }
    }

    private ManifestScan(Path root, Algorithm algorithm, WrittenHashes known, Hashes hashes) {
        this.root = root;
        this.algorithm = algorithm;
        this.known = known;
        this.hashes = hashes;
    }

    static Manifest scan(Path root, Algorithm algorithm) throws UnfitTree, IOException {
        return scan(root, algorithm, Progress.NONE).manifest();
    }

    static Scan scan(Path root, Algorithm algorithm, Progress progress) throws UnfitTree, IOException {
        return scan(root, algorithm, new WrittenHashes(algorithm), progress);
    }

    /** @param known of this algorithm, of files that are still as they were written */
    static Scan scan(Path root, Algorithm algorithm, WrittenHashes known, Progress progress)
            throws UnfitTree, IOException {
        try (Hashes hashes = new Hashes(algorithm, progress)) {
            ManifestScan scan = new ManifestScan(root, algorithm, known, hashes);
            scan.note("/", root, attributes(root));
            scan.directory(root, "");
            String text = scan.text();
            return new Scan(new Manifest(text, digest(text, algorithm)), scan.exposed, scan.unprotected);
        }
    }

    static ManifestDigest digest(String manifest, Algorithm algorithm) {
        byte[] hash = Hashes.digest(algorithm).digest(manifest.getBytes(StandardCharsets.UTF_8));
        String value = algorithm == Algorithm.SHA256NEW
                ? Base32.encode(hash)
                : HexFormat.of().formatHex(hash);
        return new ManifestDigest(algorithm, value);
    }

    private String text() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Line line : lines) {
            text.append(line.before);
            if (line.hash != null) text.append(Hashes.await(line.hash));
            text.append(line.behind).append('\n');
        }
        return text.toString();
    }

    private void add(String line) {
        lines.add(new Line(line, null, ""));
    }

    private void directory(Path directory, String path) throws UnfitTree, IOException {
        List<Named> later = new ArrayList<>();
        for (Named entry : entries(directory)) {
            Map<String, Object> attributes = attributes(entry.path);
            int mode = (Integer) attributes.get("mode");
            switch (mode & TYPE) {
                case DIRECTORY -> {
                    refuseSpecial(entry, mode);
                    note(path + "/" + entry.name + "/", entry.path, attributes);
                    // The old format has directories in their place among the files, the others after them.
                    if (algorithm == Algorithm.SHA1) subdirectory(entry, path);
                    else later.add(entry);
                }
                case FILE -> {
                    note(path + "/" + entry.name, entry.path, attributes);
                    if (directory.equals(root) && entry.name.equals(".manifest")) continue;
                    refuseSpecial(entry, mode);
                    file(entry, mode, attributes);
                }
                case LINK -> link(entry);
                default -> throw new UnfitTree("'" + entry.path + "' is not a file, directory or link");
            }
        }
        for (Named entry : later) subdirectory(entry, path);
    }

    private void note(String path, Path entry, Map<String, Object> attributes) {
        int mode = (Integer) attributes.get("mode");
        if ((mode & OTHERS_WRITE) != 0) exposed.add(path);
        boolean executable = (mode & TYPE) == DIRECTORY || (mode & EXECUTE) != 0;
        if ((mode & PERMISSIONS) != (executable ? PROTECTED_EXECUTABLE : PROTECTED))
            unprotected.add(new Unprotected(entry, executable));
    }

    private void subdirectory(Named entry, String parent) throws UnfitTree, IOException {
        String path = parent + "/" + entry.name;
        add(algorithm == Algorithm.SHA1 ? "D " + seconds(attributes(entry.path)) + " " + path : "D " + path);
        directory(entry.path, path);
    }

    private void file(Named entry, int mode, Map<String, Object> attributes) {
        String kind = (mode & EXECUTE) != 0 ? "X " : "F ";
        String rest = " " + seconds(attributes) + " " + attributes.get("size") + " " + entry.name;
        Optional<String> written = known.find((Long) attributes.get("ino"));
        if (written.isPresent()) add(kind + written.get() + rest);
        else lines.add(new Line(kind, hashes.of(entry.path), rest));
    }

    private void link(Named entry) throws IOException {
        byte[] target = Files.readSymbolicLink(entry.path).toString().getBytes(StandardCharsets.UTF_8);
        String hash = HexFormat.of().formatHex(Hashes.digest(algorithm).digest(target));
        add("S " + hash + " " + target.length + " " + entry.name);
    }

    private static Map<String, Object> attributes(Path path) throws IOException {
        return Files.readAttributes(path, "unix:mode,size,lastModifiedTime,ino", LinkOption.NOFOLLOW_LINKS);
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
}
