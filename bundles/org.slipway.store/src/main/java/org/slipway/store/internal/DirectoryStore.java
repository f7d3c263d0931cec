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
import org.slipway.api.store.Progress;
import org.slipway.api.store.Store;
import org.slipway.api.store.UnfitTree;
import org.slipway.api.store.Verification;
import org.slipway.async.Loop;
import org.slipway.model.ManifestDigest;

/** Stores that are directories with an entry for each implementation, as {@code 0install} has them. */
@Component
public final class DirectoryStore implements Store {

    private final StoreDirectories directories;
    private final Drafts drafts;

    @Activate
    public DirectoryStore(@Reference StoreDirectories directories, @Reference Drafts drafts) {
        this.directories = directories;
        this.drafts = drafts;
    }

    /** Where there is no container: a second public constructor would confuse it. */
    public static DirectoryStore of(StoreDirectories directories, Loop loop) {
        return new DirectoryStore(directories, new Drafts(directories, loop));
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
        return drafts.begin(expected, limit);
    }

    @Override
    public Draft sketch(ManifestDigest.Algorithm algorithm, long limit) throws IOException {
        return drafts.sketch(algorithm, limit);
    }

    @Override
    public void tidy() {
        drafts.tidy();
    }

    @Override
    public Manifest manifest(Path directory, ManifestDigest.Algorithm algorithm) throws UnfitTree, IOException {
        return ManifestScan.manifest(directory, algorithm, Progress.NONE);
    }

    @Override
    public Verification verify(Path directory, ManifestDigest expected) throws IOException {
        return Entries.verify(directory, expected, Progress.NONE);
    }
}
