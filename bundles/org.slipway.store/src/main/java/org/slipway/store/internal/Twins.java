package org.slipway.store.internal;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.slipway.api.store.Progress;
import org.slipway.api.store.Upkeep.Sharing;
import org.slipway.model.ManifestDigest;
import org.slipway.model.ManifestDigest.Algorithm;

/**
 * Files that several implementations have in common, made hard links to one. Which are alike the manifests say; that they
 * still are is looked at byte by byte, so that a file that somebody has changed does not spread.
 */
final class Twins {
    private final Path spare;
    private final Progress progress;
    private final Map<String, Path> first = new HashMap<>();
    private final List<String> skipped = new ArrayList<>();
    private long files;
    private long freed;
    private long shared;
    private long manifests;

    /** @param spare a name in the same file system that nothing has */
    Twins(Path spare, Progress progress) {
        this.spare = spare;
        this.progress = progress;
    }

    /**
     * Lets a tree that is about to be stored have what the others in its store have. What would need much of the memory is
     * stored all the same, and left to who shares on demand.
     */
    static void adopt(DirectoryDraft.Verified verified) throws IOException {
        if (verified.digest().algorithm() == Algorithm.SHA1 || isLarge(verified.tree())) return;
        Map<String, List<Path>> wanted = new HashMap<>();
        for (ManifestLine line : ManifestLine.all(Entries.own(verified.tree()).orElseThrow()))
            if (line.isFile())
                wanted.computeIfAbsent(line.identity(), x -> new ArrayList<>()).add(line.in(verified.tree()));
        Twins twins = new Twins(verified.spare(), Progress.NONE);
        for (Path entry : entries(verified.store())) {
            Optional<List<ManifestLine>> lines = isLarge(entry) ? Optional.empty() : lines(entry);
            for (ManifestLine line : lines.orElse(List.of())) {
                if (!wanted.containsKey(line.identity()) || !line.isFile()) continue;
                Path other = line.in(entry);
                if (!leadsDown(entry, other)) continue;
                if (wanted.get(line.identity()).stream().allMatch(file -> twins.unite(other, file)))
                    wanted.remove(line.identity());
            }
        }
    }

    private static boolean isLarge(Path tree) throws IOException {
        return Entries.isBelievable(tree) && Entries.isLarge(tree);
    }

    private static List<Path> entries(Path store) throws IOException {
        try (var all = Files.list(store)) {
            return all.sorted(Comparator.comparing(path -> path.getFileName().toString()))
                    .toList();
        }
    }

    /** Of an entry that shares with others; empty if it cannot. */
    private static Optional<List<ManifestLine>> lines(Path entry) throws IOException {
        Optional<ManifestDigest> digest = ManifestDigest.of(entry.getFileName().toString());
        if (digest.isEmpty() || digest.get().algorithm() == Algorithm.SHA1 || !Entries.isBelievable(entry))
            return Optional.empty();
        return Entries.own(entry)
                .filter(text ->
                        ManifestScan.digest(text, digest.get().algorithm()).equals(digest.get()))
                .map(ManifestLine::all);
    }

    Sharing share(Path store, List<Path> contents) throws IOException {
        for (Path entry : contents) {
            Optional<ManifestDigest> digest =
                    ManifestDigest.of(entry.getFileName().toString());
            if (digest.isPresent() && digest.get().algorithm() == Algorithm.SHA1) continue;
            Optional<List<ManifestLine>> lines = lines(entry);
            if (lines.isEmpty()) {
                skipped.add("'" + entry + "' is no implementation, or its manifest is wrong");
                continue;
            }
            manifests += Entries.manifestSize(entry);
            StoreLock.alone(store, () -> uniteAll(entry, lines.get()));
        }
        return new Sharing(files, freed, shared, manifests, List.copyOf(skipped));
    }

    private boolean uniteAll(Path entry, List<ManifestLine> lines) throws IOException {
        for (ManifestLine line : lines) {
            Path path = line.in(entry);
            if (line.isDirectory() || !leadsDown(entry, path)) continue;
            Path twin = line.isFile() ? first.putIfAbsent(line.identity(), path) : null;
            if (twin == null) {
                files += line.size();
            } else if (isSame(twin, path)) {
                shared += line.size();
            } else if (unite(twin, path)) {
                freed += line.size();
            } else {
                files += line.size();
                first.put(line.identity(), path);
            }
            progress.more(line.size());
        }
        return true;
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException gone) {
            return false;
        }
    }

    /** False if they are not alike, or the file system cannot. */
    private boolean unite(Path kept, Path replaced) {
        try {
            if (!alike(kept, replaced)) return false;
            Path directory = replaced.getParent();
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(directory);
            FileTime time = Files.getLastModifiedTime(directory);
            Files.createLink(spare, kept);
            try {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
                Files.move(spare, replaced, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(spare);
                Files.setLastModifiedTime(directory, time);
                Files.setPosixFilePermissions(directory, mode);
            }
            return true;
        } catch (FileSystemException | UnsupportedOperationException cannot) {
            skipped.add("'" + replaced + "' cannot be shared: " + cannot.getMessage());
            return false;
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Whatever a link would give from one to the other. */
    private static boolean alike(Path one, Path other) throws IOException {
        return isPlain(one) && isPlain(other) && traits(one).equals(traits(other)) && Files.mismatch(one, other) < 0;
    }

    private static boolean isPlain(Path file) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** By real directories alone, whatever the manifest says. */
    private static boolean leadsDown(Path entry, Path path) {
        try {
            Path parent = path.getParent();
            return parent.toRealPath()
                    .equals(entry.toRealPath().resolve(entry.relativize(parent)).normalize());
        } catch (IOException gone) {
            return false;
        }
    }

    private record Traits(long size, long seconds, boolean executable, boolean exposed) {}

    private static Traits traits(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
        return new Traits(
                attributes.size(),
                attributes.lastModifiedTime().to(TimeUnit.SECONDS),
                mode.contains(PosixFilePermission.OWNER_EXECUTE),
                mode.contains(PosixFilePermission.GROUP_WRITE) || mode.contains(PosixFilePermission.OTHERS_WRITE));
    }
}
