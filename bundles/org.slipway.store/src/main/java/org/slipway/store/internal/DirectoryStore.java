package org.slipway.store.internal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.store.Draft;
import org.slipway.api.store.Manifest;
import org.slipway.api.store.Store;
import org.slipway.api.store.UnfitTree;
import org.slipway.api.store.Unwritable;
import org.slipway.api.store.Verification;
import org.slipway.async.Loop;
import org.slipway.model.ManifestDigest;

/** Stores that are directories with an entry for each implementation, as {@code 0install} has them. */
@Component
public final class DirectoryStore implements Store {

    private final StoreDirectories directories;
    private final Loop loop;

    @Activate
    public DirectoryStore(@Reference StoreDirectories directories, @Reference Loop loop) {
        this.directories = directories;
        this.loop = loop;
    }

    @Override
    public List<Path> directories() {
        return directories.all();
    }

    @Override
    public Optional<Path> find(List<ManifestDigest> digests) {
        List<Path> stores = directories.all();
        return digests.stream()
                .sorted(Comparator.comparing(ManifestDigest::algorithm))
                .flatMap(digest -> stores.stream().map(store -> store.resolve(digest.directoryName())))
                .filter(Entries::isBelievable)
                .findFirst();
    }

    @Override
    public List<Entry> list() throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (Path store : directories.all()) {
            if (!Files.isDirectory(store)) continue;
            try (DirectoryStream<Path> names = Files.newDirectoryStream(store)) {
                for (Path path : names)
                    ManifestDigest.of(path.getFileName().toString())
                            .filter(digest -> Entries.isBelievable(path))
                            .ifPresent(digest -> entries.add(new Entry(digest, path)));
            }
        }
        return List.copyOf(entries);
    }

    @Override
    public Draft draft(ManifestDigest expected, long limit) throws IOException {
        Unwritable first = null;
        for (Path store : directories.writable()) {
            try {
                return draft(store, expected, limit);
            } catch (IOException cause) {
                first = Disk.unwritable(store, cause);
            }
        }
        throw first;
    }

    private Draft draft(Path store, ManifestDigest expected, long limit) throws IOException {
        Files.createDirectories(store);
        Workshop.cleanUp(store, loop.clock().instant());
        Workshop workshop = Workshop.open(store);
        try {
            return new DirectoryDraft(store, directories.all(), workshop, expected, limit);
        } catch (IOException failed) {
            workshop.close();
            throw failed;
        }
    }

    @Override
    public Manifest manifest(Path directory, ManifestDigest.Algorithm algorithm) throws UnfitTree, IOException {
        return ManifestScan.scan(directory, algorithm);
    }

    @Override
    public Verification verify(Path directory, ManifestDigest expected) throws IOException {
        Optional<String> own = ownManifest(directory, expected);
        try {
            Manifest actual = ManifestScan.scan(directory, expected.algorithm());
            if (actual.digest().equals(expected) && own.isPresent()) return new Verification.Intact();
            List<String> differences = own.map(manifest -> Differences.between(manifest, actual.text()))
                    .orElseGet(() -> List.of("changed: /.manifest"));
            return new Verification.Damaged(expected, actual.digest().directoryName(), differences);
        } catch (UnfitTree unfit) {
            return new Verification.Damaged(expected, "", List.of(unfit.getMessage()));
        }
    }

    /** The tree's own manifest, if that is the one that the digest is of. */
    private static Optional<String> ownManifest(Path directory, ManifestDigest expected) throws IOException {
        if (!Entries.isBelievable(directory)) return Optional.empty();
        String text = Files.readString(directory.resolve(".manifest"));
        return Optional.of(text)
                .filter(t -> ManifestScan.digest(t, expected.algorithm()).equals(expected));
    }
}
