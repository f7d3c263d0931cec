package org.slipway.cli.internal;

import java.nio.file.Path;

import org.slipway.api.store.Draft.Commit;
import org.slipway.api.store.Upkeep.Repair;
import org.slipway.api.store.Verification;
import org.slipway.model.ManifestDigest;

/** What is wrong with a tree. */
final class StoreSentences {
    private static final int FEW = 10;

    private StoreSentences() {}

    static String of(Path directory, Verification.Damaged damaged) {
        StringBuilder text = new StringBuilder("'" + directory + "' is not as its digest says\n  expected: "
                + damaged.expected() + "\n  actual:   "
                + (damaged.actual().isEmpty() ? "none" : damaged.actual()));
        damaged.differences().stream().limit(FEW).forEach(line -> text.append("\n  ")
                .append(line));
        long more = Math.max(0, damaged.differences().size() - FEW) + damaged.more();
        if (more > 0) text.append("\n  and ").append(more).append(" more");
        return text.toString();
    }

    static String of(Repair repair, ManifestDigest digest) {
        return repair == Repair.DONE
                ? "It has been put right from a copy that is as the digest says"
                : "No store has it right. Remove it with: slipway store remove " + digest
                        + "\nIt is downloaded again when it is needed";
    }

    /**
     * Where it is now.
     *
     * @throws Complaint if it was not stored
     */
    static Path stored(Path source, ManifestDigest expected, Commit commit) throws Complaint {
        if (commit instanceof Commit.Stored stored) return stored.path();
        if (commit instanceof Commit.Mismatch mismatch)
            throw new Complaint("The digest of '" + source + "' is wrong; nothing was stored\n  expected: " + expected
                    + "\n  actual:   " + mismatch.actual().digest()
                    + (mismatch.difference().isEmpty() ? "" : "\n  first difference: " + mismatch.difference()));
        throw new Complaint("'" + source + "' cannot be stored: " + ((Commit.Unfit) commit).why());
    }
}
