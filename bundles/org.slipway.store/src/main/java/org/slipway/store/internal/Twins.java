package org.slipway.store.internal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
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
 * Files that several implementations have in common, made hard links to one: those are known again the next time, and are in
 * the memory once, too. Where the system refuses more links to a file, or links to somebody else's, copies that share its
 * blocks do. Which files are alike the manifests say; that they still are is looked at byte by byte, so that a file that
 * somebody has changed does not spread.
 */
final class Twins {
    private static final long MEMORY = Runtime.getRuntime().maxMemory() / 32;

    private final Path spare;
    private final Progress progress;
    private final Linking linking;
    private final BlockCopies copies;
    private final Map<String, Path> first = new HashMap<>();
    private final Shortlist skipped = new Shortlist();
    private long files;
    private long freed;
    private long shared;
    private long manifests;

    /** Gives a file a second name. */
    interface Linking {
        void link(Path name, Path file) throws IOException;
    }

    /** @param spare a name in the same file system that nothing has */
    Twins(Path spare, Progress progress) {
        this(spare, progress, Files::createLink, new BlockCopies());
    }

    Twins(Path spare, Progress progress, Linking linking, BlockCopies copies) {
        this.spare = spare;
        this.progress = progress;
        this.linking = linking;
        this.copies = copies;
    }

    /**
     * Lets a tree that is about to be stored have what the others in its store have. What would need much of the memory is
     * stored all the same, and left to who shares on demand; and so is what an entry has that cannot be read.
     */
    static void adopt(DirectoryDraft.Verified verified) throws IOException {
        if (verified.digest().algorithm() == Algorithm.SHA1 || Entries.manifestSize(verified.tree()) > MEMORY) return;
        Map<String, List<Path>> wanted = new HashMap<>();
        Entries.eachLine(verified.tree(), line -> {
            if (line.isFile() && line.isSound())
                wanted.computeIfAbsent(line.identity(), x -> new ArrayList<>()).add(line.in(verified.tree()));
        });
        Twins twins = new Twins(verified.spare(), Progress.NONE);
        for (Path entry : entries(verified.store()))
            if (!wanted.isEmpty())
                twins.ifReadable(entry, () -> {
                    if (canShare(entry)) twins.give(entry, wanted);
                });
    }

    private interface Look {
        void run() throws IOException;
    }

    /** What cannot be read of an entry is in no other's way. */
    private void ifReadable(Path entry, Look look) throws IOException {
        try {
            look.run();
        } catch (InterruptedIOException stopped) {
            throw stopped;
        } catch (IOException unreadable) {
            skipped.add("'" + entry + "' cannot be read: " + Disk.reason(unreadable));
        }
    }

    private void give(Path entry, Map<String, List<Path>> wanted) throws IOException {
        Entries.eachLine(entry, line -> {
            if (!line.isFile() || !line.isSound() || !wanted.containsKey(line.identity())) return;
            Path other = line.in(entry);
            if (leadsDown(entry, other) && uniteAll(other, wanted.get(line.identity()))) wanted.remove(line.identity());
        });
    }

    /** Up to the first that cannot be. */
    private boolean uniteAll(Path kept, List<Path> replaced) throws IOException {
        for (Path file : replaced) if (!unite(kept, file)) return false;
        return true;
    }

    private static List<Path> entries(Path store) throws IOException {
        try (var all = Files.list(store)) {
            return all.sorted(Comparator.comparing(path -> path.getFileName().toString()))
                    .toList();
        }
    }

    /** Whether it has the manifest that its name says, of an algorithm by which files can be known again. */
    private static boolean canShare(Path entry) throws IOException {
        Optional<ManifestDigest> digest = ManifestDigest.of(entry.getFileName().toString());
        return digest.isPresent()
                && digest.get().algorithm() != Algorithm.SHA1
                && Entries.isBelievable(entry)
                && Entries.ownDigest(entry, digest.get().algorithm()).equals(digest);
    }

    Sharing share(Path store, List<Path> contents) throws IOException {
        for (Path entry : contents) share(store, entry);
        return new Sharing(files, freed, shared, manifests, skipped.lines());
    }

    private void share(Path store, Path entry) throws IOException {
        Optional<ManifestDigest> digest = ManifestDigest.of(entry.getFileName().toString());
        if (digest.isPresent() && digest.get().algorithm() == Algorithm.SHA1) return;
        StoreLock.alone(store, () -> {
            ifReadable(entry, () -> share(entry));
            return entry;
        });
    }

    private void share(Path entry) throws IOException {
        if (!canShare(entry)) {
            skipped.add("'" + entry + "' is no implementation, or its manifest is wrong");
            return;
        }
        manifests += Entries.manifestSize(entry);
        Entries.eachLine(entry, line -> uniteOne(entry, line));
    }

    private void uniteOne(Path entry, ManifestLine line) throws IOException {
        if (line.isDirectory() || !line.isSound()) return;
        Path path = line.in(entry);
        if (!leadsDown(entry, path)) return;
        Path twin = line.isFile() ? first.putIfAbsent(line.identity(), path) : null;
        if (twin == null) {
            files += line.size();
        } else if (isSame(twin, path)) {
            shared += line.size();
        } else if (unite(twin, path)) {
            freed += line.size();
            // A copy of our own may have more links than what it was copied from.
            if (!isSame(twin, path)) first.put(line.identity(), path);
        } else {
            files += line.size();
            first.put(line.identity(), path);
        }
        progress.more(line.size());
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException gone) {
            return false;
        }
    }

    /** False if they are not alike, or the file system cannot. */
    private boolean unite(Path kept, Path replaced) throws InterruptedIOException {
        try {
            if (!alike(kept, replaced)) return false;
            try {
                if (!provide(kept, replaced)) return false;
                replace(replaced);
                return true;
            } finally {
                Files.deleteIfExists(spare);
            }
        } catch (FileSystemException | UnsupportedOperationException cannot) {
            skipped.add("'" + replaced + "' cannot be shared: " + cannot.getMessage());
            return false;
        } catch (InterruptedIOException stopped) {
            throw stopped;
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Has under the spare name what is to replace a file that is like it. */
    private boolean provide(Path kept, Path replaced) throws IOException {
        try {
            linking.link(spare, kept);
            return true;
        } catch (NoSuchFileException | FileAlreadyExistsException moved) {
            // A copy could not be made either.
            throw moved;
        } catch (FileSystemException | UnsupportedOperationException refused) {
            if (!copies.copy(kept, spare)) throw refused;
            Disk.force(spare);
            return alike(spare, replaced);
        }
    }

    private void replace(Path replaced) throws IOException {
        Path directory = replaced.getParent();
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(directory);
        FileTime time = Files.getLastModifiedTime(directory);
        try {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(spare, replaced, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.setLastModifiedTime(directory, time);
            Files.setPosixFilePermissions(directory, mode);
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
