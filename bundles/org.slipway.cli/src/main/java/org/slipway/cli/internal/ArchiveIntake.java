package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.slipway.api.store.Draft;
import org.slipway.api.store.Store;
import org.slipway.model.ManifestDigest;

/** Unpacks archives into the store, one over the other. Off the loop. */
final class ArchiveIntake {
    /** What a feed allows, too: a byte may become so many, and every implementation may have so much. */
    private static final long RATIO = 100;

    private static final long BASE = 1L << 30;

    private final Store store;
    private final ArchiveTrees archives;

    ArchiveIntake(Store store, ArchiveTrees archives) {
        this.store = store;
        this.archives = archives;
    }

    /**
     * @param extract only this directory at the top of it
     * @param type the MIME type, if the file's name does not say it
     */
    record Part(Path archive, Optional<String> extract, Optional<String> type) {}

    /**
     * Where it is now.
     *
     * @throws Complaint if an archive is broken, or what it has is not as the digest says
     */
    Path store(ManifestDigest digest, List<Part> parts, Task task) throws Complaint, IOException {
        task.begin("Unpacking " + digest);
        try (Draft draft = store.draft(digest, allowance(parts))) {
            for (Part part : parts) archives.unpack(part.archive(), part.extract(), part.type(), draft.tree(), task);
            return StoreSentences.stored(parts.get(0).archive(), digest, draft.commit());
        }
    }

    /** So that a small archive cannot fill the disk before its digest is known. */
    private static long allowance(List<Part> parts) {
        long allowed = BASE;
        for (Part part : parts) allowed += part.archive().toFile().length() * RATIO;
        return allowed;
    }
}
