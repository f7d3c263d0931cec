package org.slipway.store.internal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.store.Draft.Commit;
import org.slipway.api.store.ManifestLines;
import org.slipway.api.store.Progress;
import org.slipway.api.store.UnfitTree;
import org.slipway.api.store.Upkeep;
import org.slipway.api.store.Verification;
import org.slipway.async.Loop;
import org.slipway.model.ManifestDigest;

/** Looks after stores that are directories. */
@Component
public final class DirectoryUpkeep implements Upkeep {
    private final Drafts drafts;
    private final StoreDirectories directories;
    private final Loop loop;

    @Activate
    public DirectoryUpkeep(@Reference Drafts drafts, @Reference StoreDirectories directories, @Reference Loop loop) {
        this.drafts = drafts;
        this.directories = directories;
        this.loop = loop;
    }

    @Override
    public ManifestDigest manifest(
            Path directory, ManifestDigest.Algorithm algorithm, Progress progress, ManifestLines lines)
            throws UnfitTree, IOException {
        return ManifestScan.scan(directory, new WrittenHashes(algorithm), progress, lines, entry -> {})
                .digest();
    }

    @Override
    public Verification compare(Path directory, ManifestDigest expected, Progress progress) throws IOException {
        return Entries.compare(directory, expected, directories.all(), progress);
    }

    @Override
    public Verification verify(Path entry, ManifestDigest expected, Progress progress) throws IOException {
        return Entries.verify(entry, expected, progress);
    }

    @Override
    public Repair repair(Path entry, ManifestDigest expected, Progress progress) throws IOException {
        Optional<Path> source = source(entry, expected, progress);
        if (source.isEmpty()) return Repair.NO_SOURCE;
        Commit commit = copy(source.get(), expected, entry.toAbsolutePath().getParent(), progress);
        return commit instanceof Commit.Stored ? Repair.DONE : Repair.NO_SOURCE;
    }

    private Optional<Path> source(Path entry, ManifestDigest expected, Progress progress) throws IOException {
        if (hasContent(entry, expected, progress)) return Optional.of(entry);
        for (Path store : directories.all()) {
            Path other = store.resolve(expected.directoryName());
            if (!other.equals(entry) && Entries.isBelievable(other) && hasContent(other, expected, progress))
                return Optional.of(other);
        }
        return Optional.empty();
    }

    private static boolean hasContent(Path tree, ManifestDigest expected, Progress progress) throws IOException {
        if (!Files.isDirectory(tree, LinkOption.NOFOLLOW_LINKS)) return false;
        try {
            return ManifestScan.scan(tree, expected.algorithm(), progress)
                    .digest()
                    .equals(expected);
        } catch (UnfitTree damaged) {
            return false;
        }
    }

    @Override
    public Commit add(Path directory, ManifestDigest expected, Progress progress) throws IOException {
        try (DirectoryDraft draft = drafts.begin(expected, Long.MAX_VALUE)) {
            return fill(draft, directory, progress);
        }
    }

    @Override
    public Commit copy(Path entry, ManifestDigest expected, Path store, Progress progress) throws IOException {
        try (DirectoryDraft draft = drafts.begin(store, expected, Long.MAX_VALUE)) {
            return fill(draft, entry, progress);
        }
    }

    private static Commit fill(DirectoryDraft draft, Path directory, Progress progress) throws IOException {
        try {
            draft.copy(directory, progress);
        } catch (UnfitTree unfit) {
            return new Commit.Unfit(unfit.getMessage());
        }
        return draft.commit(progress);
    }

    @Override
    public List<Path> contents(Path store) throws IOException {
        List<Path> contents = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(store, path -> !Workshop.isOurs(path))) {
            stream.forEach(contents::add);
        }
        contents.sort(Comparator.comparing(path -> path.getFileName().toString()));
        return List.copyOf(contents);
    }

    @Override
    public long size(Path entry) throws IOException {
        AtomicLong size = new AtomicLong();
        // No size depends on the path, which may be another in the oldest format.
        Entries.eachLine(entry, line -> size.addAndGet(line.size()));
        return size.get();
    }

    @Override
    public void remove(Path entry) throws IOException {
        Path store = entry.toAbsolutePath().getParent();
        Workshop.cleanUp(store, loop.clock().instant());
        try (Workshop workshop = Workshop.open(store)) {
            StoreLock.alone(store, () -> {
                Trees.makeMovable(entry);
                return Files.move(entry, workshop.resolve(Workshop.OLD));
            });
        } catch (IOException cause) {
            throw Disk.unwritable(entry, cause);
        }
    }

    @Override
    public Sharing share(Path store, Progress progress) throws IOException {
        Workshop.cleanUp(store, loop.clock().instant());
        try (Workshop workshop = Workshop.open(store)) {
            return new Twins(workshop.resolve("link"), progress).share(store, contents(store));
        } catch (InterruptedIOException stopped) {
            throw stopped;
        } catch (IOException cause) {
            throw Disk.unwritable(store, cause);
        }
    }
}
