package org.slipway.store.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.settings.Settings;
import org.slipway.api.settings.Settings.Consent;
import org.slipway.api.store.Unwritable;
import org.slipway.async.Loop;
import org.slipway.model.ManifestDigest;
import org.slipway.model.ManifestDigest.Algorithm;

/** Begins drafts: in the store that all users of the system share, where this one may write it; else in the user's own. */
@Component(service = Drafts.class)
public final class Drafts {
    private final StoreDirectories directories;
    private final Loop loop;
    private final DirectoryDraft.Ending shared;
    private final DirectoryDraft.Ending own;

    @Activate
    public Drafts(
            @Reference StoreDirectories directories,
            @Reference Loop loop,
            @Reference Settings settings,
            @Reference SecureAdd secureAdd) {
        this.directories = directories;
        this.loop = loop;
        this.shared = (verified, progress) -> share(verified, settings);
        this.own = (verified, progress) -> {
            if (secureAdd.add(verified, progress)) return directories.ofTheSystem(verified.digest());
            return share(verified, settings);
        };
    }

    /** Trees end as they are. */
    Drafts(StoreDirectories directories, Loop loop) {
        this.directories = directories;
        this.loop = loop;
        this.shared = (verified, progress) -> Optional.empty();
        this.own = shared;
    }

    /** What is in the way of it is told to who wants to store something. */
    void tidy() {
        try {
            for (Path store : directories.writable())
                if (Files.isDirectory(store))
                    Workshop.cleanUp(store, loop.clock().instant());
        } catch (IOException | UncheckedIOException | DirectoryIteratorException unusable) {
            return;
        }
    }

    /** Other directories may be told apart by their files, as the versions of an installation are. */
    private Optional<Path> share(DirectoryDraft.Verified verified, Settings settings) throws IOException {
        boolean isStore = directories.all().contains(verified.store());
        if (isStore && settings.optimise() == Consent.YES) Twins.adopt(verified);
        return Optional.empty();
    }

    DirectoryDraft begin(ManifestDigest expected, long limit) throws IOException {
        return begin(expected, limit, true);
    }

    /** Its digest is nobody's. */
    DirectoryDraft sketch(Algorithm algorithm, long limit) throws IOException {
        String nothing = algorithm == Algorithm.SHA256NEW
                ? "A".repeat(52)
                : "0".repeat(algorithm.accepts("0".repeat(64)) ? 64 : 40);
        return begin(new ManifestDigest(algorithm, nothing), limit, false);
    }

    private DirectoryDraft begin(ManifestDigest expected, long limit, boolean kept) throws IOException {
        Unwritable last = null;
        for (Path store : directories.writable()) {
            try {
                return begin(store, expected, limit, kept);
            } catch (IOException cause) {
                last = Disk.unwritable(store, cause);
            }
        }
        throw last;
    }

    DirectoryDraft begin(Path store, ManifestDigest expected, long limit) throws IOException {
        return begin(store, expected, limit, true);
    }

    private DirectoryDraft begin(Path store, ManifestDigest expected, long limit, boolean kept) throws IOException {
        boolean alone =
                store.equals(directories.own()) && directories.writable().size() > 1;
        Files.createDirectories(store);
        Workshop.cleanUp(store, loop.clock().instant());
        Workshop workshop = Workshop.open(store);
        try {
            return new DirectoryDraft(store, directories.all(), workshop, expected, limit, kept, alone ? own : shared);
        } catch (IOException failed) {
            workshop.close();
            throw failed;
        }
    }
}
