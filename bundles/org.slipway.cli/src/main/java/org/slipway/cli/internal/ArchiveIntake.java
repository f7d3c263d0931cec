package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.slipway.api.archive.TooLarge;
import org.slipway.api.settings.Settings;
import org.slipway.api.store.Draft;
import org.slipway.api.store.Store;
import org.slipway.model.ManifestDigest;

/** Unpacks archives into the store, one over the other. Off the loop. */
final class ArchiveIntake {
    /** What a feed allows, too, beside what the bytes of an archive may become. */
    private static final long BASE = 1L << 30;

    private final Store store;
    private final ArchiveTrees archives;
    private final Settings settings;

    ArchiveIntake(Store store, ArchiveTrees archives, Settings settings) {
        this.store = store;
        this.archives = archives;
        this.settings = settings;
    }

    /**
     * @param extract only this directory at the top of it
     * @param type the MIME type, if the file's name does not say it
     */
    record Part(Path archive, Optional<String> extract, Optional<String> type) {}

    /**
     * What its user has named, and the digest with it; gives where it is now.
     *
     * @throws Complaint if an archive is broken, or what it has is not as the digest says
     */
    Path store(ManifestDigest digest, List<Part> parts, Task task) throws Complaint, IOException {
        return store(digest, parts, ArchiveTrees.LIMIT, task);
    }

    /** What has come with its digest from somebody else: a small one cannot fill the disk before that is known to be wrong. */
    void storeForeign(ManifestDigest digest, Path archive, Task task) throws Complaint, IOException {
        long allowed = BASE + Files.size(archive) * settings.unpackRatio();
        try {
            store(digest, List.of(new Part(archive, Optional.empty(), Optional.empty())), allowed, task);
        } catch (Complaint refused) {
            if (!(refused.getCause() instanceof TooLarge)) throw refused;
            throw new Complaint(refused.getMessage()
                    + "; the setting unpack_ratio allows more\nIf it has to be so large: slipway store add " + digest
                    + " " + HandOver.quote(archive.toString()));
        }
    }

    private Path store(ManifestDigest digest, List<Part> parts, long allowed, Task task) throws Complaint, IOException {
        task.begin("Unpacking " + digest);
        try (Draft draft = store.draft(digest, allowed)) {
            for (Part part : parts) archives.unpack(part.archive(), part.extract(), part.type(), draft.tree(), task);
            return StoreSentences.stored(parts.get(0).archive(), digest, draft.commit(task));
        }
    }
}
