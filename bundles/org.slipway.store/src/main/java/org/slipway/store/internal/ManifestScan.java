package org.slipway.store.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.slipway.api.store.Manifest;
import org.slipway.api.store.ManifestLines;
import org.slipway.api.store.Progress;
import org.slipway.api.store.UnfitTree;
import org.slipway.model.ManifestDigest;
import org.slipway.model.ManifestDigest.Algorithm;
import org.slipway.store.internal.Listings.Listing;

/** Describes a tree. Source: manifest specification, "The manifest file" and "Algorithms". */
final class ManifestScan {
    private static final int TYPE = 0170000;
    private static final int DIRECTORY = 0040000;
    private static final int FILE = 0100000;
    private static final int LINK = 0120000;
    private static final int EXECUTE = 0111;
    private static final int SPECIAL = 07000;
    private static final int OTHERS_WRITE = 0022;
    private static final Comparator<String> BY_BYTES = new ByBytes();

    private final Algorithm algorithm;
    private final Path root;
    private final WrittenHashes known;
    private final Hashing hashing;
    private final Function<Path, Optional<Listing>> listings;
    private final WaitingLines lines;
    private final Shortlist exposed = new Shortlist();
    private final Visitor visitor;

    /** @param exposed that others may write a path, a line each */
    record Scan(ManifestDigest digest, Shortlist exposed) {}

    /**
     * What has other permissions than entries of a store have.
     *
     * @param executable by anybody, as directories are
     */
    record Unprotected(Path path, boolean executable) {
        void protect() throws IOException {
            Files.setPosixFilePermissions(path, Trees.protection(executable));
        }
    }

    /** How the hash of a file is had that was not written here. */
    private interface Hashing {
        Future<String> of(Path file) throws UnfitTree;
    }

    /** Whoever has something to do with what is found. */
    interface Visitor {
        default void directory(Path directory) {}

        void unprotected(Unprotected entry);
    }

    private ManifestScan(
            Path root,
            WrittenHashes known,
            Hashing hashing,
            Function<Path, Optional<Listing>> listings,
            WaitingLines lines,
            Visitor visitor) {
        this.root = root;
        this.algorithm = known.algorithm();
        this.known = known;
        this.hashing = hashing;
        this.listings = listings;
        this.lines = lines;
        this.visitor = visitor;
    }

    /** All of it, in memory. */
    static Manifest manifest(Path root, Algorithm algorithm, Progress progress) throws UnfitTree, IOException {
        return manifest(root, new WrittenHashes(algorithm), progress);
    }

    static Manifest manifest(Path root, WrittenHashes known, Progress progress) throws UnfitTree, IOException {
        StringBuilder text = new StringBuilder();
        Scan scan = scan(root, known, progress, text::append, entry -> {});
        return new Manifest(text.toString(), scan.digest());
    }

    static Scan scan(Path root, Algorithm algorithm, Progress progress) throws UnfitTree, IOException {
        return scan(root, new WrittenHashes(algorithm), progress, ManifestLines.NOWHERE, entry -> {});
    }

    static Scan scan(Path root, WrittenHashes known, Progress progress, ManifestLines out, Visitor visitor)
            throws UnfitTree, IOException {
        return scan(root, known, directory -> Optional.empty(), progress, out, visitor);
    }

    /**
     * @param known of the wanted algorithm, of files that are still as they were written
     * @param listings of directories that are still as they were described
     * @param out gets what these have in one piece
     */
    static Scan scan(
            Path root,
            WrittenHashes known,
            Function<Path, Optional<Listing>> listings,
            Progress progress,
            ManifestLines out,
            Visitor visitor)
            throws UnfitTree, IOException {
        WaitingLines lines = new WaitingLines(known.algorithm(), out);
        try (Hashes hashes = new Hashes(known.algorithm(), progress)) {
            ManifestScan scan = new ManifestScan(root, known, hashes::of, listings, lines, visitor);
            scan.note(root, attributes(root));
            scan.directory(root, "");
            return new Scan(lines.end(), scan.exposed);
        }
    }

    /**
     * Empty of a directory with files that were not written here, or that are not as entries of a store are.
     *
     * @param most characters that it may have
     * @throws IOException also if it has more
     */
    static Optional<Listing> listing(Path root, Path directory, WrittenHashes known, long most)
            throws UnfitTree, IOException {
        // The old format describes directories among files.
        if (known.algorithm() == Algorithm.SHA1) return Optional.empty();
        FileTime changed = changed(directory);
        StringBuilder text = new StringBuilder();
        ManifestLines few = line -> {
            if (text.length() + line.length() > most) throw new IOException("'" + directory + "' has too much in it");
            text.append(line);
        };
        Hashing none = file -> {
            throw new UnfitTree("'" + file + "' was not written here");
        };
        Set<Path> unprotected = new HashSet<>();
        WaitingLines lines = new WaitingLines(known.algorithm(), few);
        ManifestScan scan = new ManifestScan(
                root, known, none, below -> Optional.empty(), lines, entry -> unprotected.add(entry.path()));
        List<String> directories = scan.entries(directory, "");
        lines.end();
        // What directories are is seen in the end, when they are complete.
        for (String name : directories) unprotected.remove(directory.resolve(name));
        return unprotected.isEmpty()
                ? Optional.of(new Listing(changed, withoutEnd(text), directories))
                : Optional.empty();
    }

    private static String withoutEnd(StringBuilder lines) {
        return lines.substring(0, Math.max(lines.length() - 1, 0));
    }

    static ManifestDigest digest(String manifest, Algorithm algorithm) {
        byte[] hash = Hashes.digest(algorithm).digest(manifest.getBytes(StandardCharsets.UTF_8));
        return Hashes.named(algorithm, hash);
    }

    private void directory(Path directory, String path) throws UnfitTree, IOException {
        visitor.directory(directory);
        Optional<Listing> listing = listings.apply(directory);
        List<String> below = listing.isPresent() ? described(directory, listing.get()) : entries(directory, path);
        for (String name : below) subdirectory(directory.resolve(name), path + "/" + name);
    }

    private List<String> described(Path directory, Listing listing) throws UnfitTree, IOException {
        if (!listing.lines().isEmpty()) lines.add(listing.lines());
        for (String name : listing.directories()) {
            Path below = directory.resolve(name);
            Map<String, Object> attributes = attributes(below);
            refuseSpecial(below, (Integer) attributes.get("mode"));
            note(below, attributes);
        }
        return listing.directories();
    }

    /** @return the directories that are still to be described */
    private List<String> entries(Path directory, String path) throws UnfitTree, IOException {
        List<String> later = new ArrayList<>();
        for (String name : names(directory)) {
            Path entry = directory.resolve(name);
            Map<String, Object> attributes = attributes(entry);
            int mode = (Integer) attributes.get("mode");
            switch (mode & TYPE) {
                case DIRECTORY -> {
                    refuseSpecial(entry, mode);
                    note(entry, attributes);
                    // The old format has directories in their place among the files, the others after them.
                    if (algorithm == Algorithm.SHA1) subdirectory(entry, path + "/" + name);
                    else later.add(name);
                }
                case FILE -> {
                    note(entry, attributes);
                    if (directory.equals(root) && name.equals(".manifest")) continue;
                    refuseSpecial(entry, mode);
                    file(entry, name, mode, attributes);
                }
                case LINK -> link(entry, name);
                default -> throw new UnfitTree("'" + entry + "' is not a file, directory or link");
            }
        }
        return later;
    }

    private void note(Path entry, Map<String, Object> attributes) {
        int mode = (Integer) attributes.get("mode");
        boolean directory = (mode & TYPE) == DIRECTORY;
        if ((mode & OTHERS_WRITE) != 0)
            exposed.add(
                    "writable for others: /" + root.relativize(entry) + (directory && !entry.equals(root) ? "/" : ""));
        boolean executable = directory || (mode & EXECUTE) != 0;
        if (!Trees.isProtected(mode, executable)) visitor.unprotected(new Unprotected(entry, executable));
    }

    private void subdirectory(Path directory, String path) throws UnfitTree, IOException {
        lines.add(algorithm == Algorithm.SHA1 ? "D " + seconds(attributes(directory)) + " " + path : "D " + path);
        directory(directory, path);
    }

    private void file(Path file, String name, int mode, Map<String, Object> attributes) throws UnfitTree, IOException {
        String kind = (mode & EXECUTE) != 0 ? "X " : "F ";
        String rest = " " + seconds(attributes) + " " + attributes.get("size") + " " + name;
        Optional<String> written = known.find((Long) attributes.get("ino"));
        if (written.isPresent()) lines.add(kind + written.get() + rest);
        else lines.add(kind, hashing.of(file), rest);
    }

    private void link(Path link, String name) throws UnfitTree, IOException {
        Path read = Files.readSymbolicLink(link);
        if (!isUtf8(read)) throw new UnfitTree("'" + link + "' is a link to what is no UTF-8");
        byte[] target = read.toString().getBytes(StandardCharsets.UTF_8);
        String hash = HexFormat.of().formatHex(Hashes.digest(algorithm).digest(target));
        lines.add("S " + hash + " " + target.length + " " + name);
    }

    static FileTime changed(Path directory) throws IOException {
        return (FileTime) Files.getAttribute(directory, "unix:ctime", LinkOption.NOFOLLOW_LINKS);
    }

    private static Map<String, Object> attributes(Path path) throws IOException {
        return Files.readAttributes(path, "unix:mode,size,lastModifiedTime,ino", LinkOption.NOFOLLOW_LINKS);
    }

    /** In the order of their bytes. A name with a newline would make the manifest ambiguous. */
    private static List<String> names(Path directory) throws UnfitTree, IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            for (Path path : stream) {
                String name = path.getFileName().toString();
                if (name.indexOf('\n') >= 0) throw new UnfitTree("'" + path + "' has a newline in its name");
                if (!isUtf8(path.getFileName())) throw new UnfitTree("'" + path + "' has a name that is no UTF-8");
                names.add(name);
            }
        }
        names.sort(BY_BYTES);
        return names;
    }

    /** Whatever is none has U+FFFD in a string, where many are alike. */
    private static boolean isUtf8(Path path) {
        String text = path.toString();
        return text.indexOf('\uFFFD') < 0 || path.getFileSystem().getPath(text).equals(path);
    }

    private static void refuseSpecial(Path entry, int mode) throws UnfitTree {
        if ((mode & SPECIAL) != 0) throw new UnfitTree("'" + entry + "' has a set-id or sticky bit");
    }

    /** Without their fraction, before 1970 as after, as the reference drops it; an instant would give the second before. */
    private static long seconds(Map<String, Object> attributes) {
        return ((FileTime) attributes.get("lastModifiedTime")).to(TimeUnit.SECONDS);
    }
}
