package org.slipway.archives.internal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** A tree on the disk that has, for a seed, something of all that an archive can hold. */
final class RandomTree {

    /** What not every kind of archive can hold. */
    enum Trait {
        FOREIGN_NAMES,
        LONG_NAMES,
        SYMLINKS,
        /** With more slashes than they need. */
        ODD_SYMLINKS,
        /** To files and to symlinks. */
        HARD_LINKS,
        HOLES,
        /** Before 1980, and before 1970, and after 2038, and with a fraction. */
        ODD_TIMES
    }

    static final Set<Trait> ALL = EnumSet.allOf(Trait.class);

    private static final List<String> NAMES =
            List.of("a", "B", "lib.so", "a b", ".hidden", "z-1", "A.b", "#1", "x'y", "$HOME", "-rf", "e\"q", "a%41");
    private static final List<String> FOREIGN = List.of("ü", "€uro", "日本", "e\u0301", "\uD83D\uDE00", "Ж");
    private static final List<String> TARGETS = List.of("a", "../B", "/etc/passwd", "nowhere/../x", "./a");
    private static final List<String> ODD_TARGETS = List.of("ab/", "../a//b", "/etc/");
    private static final List<String> MODES = List.of("rw-r--r--", "rwxr-xr-x", "r--r--r--", "rwx------", "rw-rw-r--");

    private final Random random;
    private final Set<Trait> traits;
    private final List<Path> named = new ArrayList<>();

    private RandomTree(Random random, Set<Trait> traits) {
        this.random = random;
        this.traits = traits;
    }

    static Path grow(Path root, Random random, Set<Trait> traits) throws IOException {
        RandomTree tree = new RandomTree(random, traits);
        Files.createDirectory(root);
        if (traits.contains(Trait.ODD_SYMLINKS)) tree.oddLinks(root);
        tree.directory(root, 3);
        return root;
    }

    /** What the dice may not bring. */
    private void oddLinks(Path root) throws IOException {
        link(root.resolve("odd"), "../a//b/");
        if (traits.contains(Trait.HARD_LINKS)) Files.createLink(root.resolve("odd-twin"), root.resolve("odd"));
    }

    private void directory(Path directory, int depth) throws IOException {
        List<String> names = new ArrayList<>(NAMES);
        if (traits.contains(Trait.FOREIGN_NAMES)) names.addAll(FOREIGN);
        if (traits.contains(Trait.LONG_NAMES) && random.nextInt(3) == 0)
            names.add("n".repeat(90 + random.nextInt(165)));
        int entries = depth == 3 ? 6 : random.nextInt(4);
        for (int i = 0; i < entries; i++) entry(directory.resolve(names.remove(random.nextInt(names.size()))), depth);
        time(directory);
    }

    private void entry(Path path, int depth) throws IOException {
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> {
                if (depth > 0) directory(Files.createDirectory(path), depth - 1);
                else file(path);
            }
            case 3 -> {
                if (traits.contains(Trait.SYMLINKS)) link(path);
                else file(path);
            }
            case 4 -> {
                if (traits.contains(Trait.HARD_LINKS) && !named.isEmpty())
                    Files.createLink(path, named.get(random.nextInt(named.size())));
                else file(path);
            }
            case 5 -> {
                if (traits.contains(Trait.HOLES)) holes(path);
                else file(path);
            }
            default -> file(path);
        }
    }

    private void link(Path path) throws IOException {
        List<String> targets = traits.contains(Trait.ODD_SYMLINKS) && random.nextBoolean() ? ODD_TARGETS : TARGETS;
        String target = traits.contains(Trait.LONG_NAMES) && random.nextInt(3) == 0
                ? "../".repeat(50) + "t".repeat(random.nextInt(200) + 1)
                : targets.get(random.nextInt(targets.size()));
        link(path, target);
    }

    private void link(Path path, String target) throws IOException {
        // As Java takes slashes away.
        Tool.shell(path.getParent(), "ln -s -- \"$1\" \"$2\"", target, path);
        named.add(path);
    }

    private void file(Path path) throws IOException {
        String text = path.getFileName() + " " + random.nextInt(100);
        int size = random.nextInt(5) == 0 ? 512 * random.nextInt(100) : random.nextInt(3000);
        byte[] content = new byte[size];
        if (random.nextInt(3) == 0) random.nextBytes(content);
        byte[] start = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(start, 0, content, 0, Math.min(start.length, size));
        finish(Files.write(path, content));
    }

    private void holes(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            for (int parts = random.nextInt(30); parts > 0; parts--) {
                file.seek(file.length() + 65536L * random.nextInt(5));
                file.write(new byte[random.nextInt(3)]);
                file.writeBytes("part " + parts);
            }
            file.setLength(file.length() + 65536L * random.nextInt(3));
        }
        finish(path);
    }

    private void finish(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(MODES.get(random.nextInt(MODES.size()))));
        time(file);
        named.add(file);
    }

    private void time(Path path) throws IOException {
        long seconds = 400_000_000L + random.nextInt(1_700_000_000);
        int fraction = 0;
        if (traits.contains(Trait.ODD_TIMES)) {
            fraction = random.nextInt(3) == 0 ? random.nextInt(1_000_000_000) : 0;
            if (random.nextInt(6) == 0) seconds = random.nextInt(600_000_000) - 300_000_000;
            if (random.nextInt(6) == 0) seconds = 2_200_000_000L + random.nextInt();
        }
        Files.setLastModifiedTime(path, FileTime.from(Instant.ofEpochSecond(seconds, fraction)));
    }
}
