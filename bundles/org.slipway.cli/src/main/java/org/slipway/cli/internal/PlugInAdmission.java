package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.slipway.api.settings.FileOwner;
import org.slipway.api.store.Store;
import org.slipway.api.store.Verification;
import org.slipway.cli.internal.PlugInFolder.Entry;

/** Whether a plug-in may come in: nobody else could have put it there, and what a feed has brought is what was verified. */
record PlugInAdmission(PlugInFolder folder, Store store, FileOwner self) {

    /** Whoever could change it could have anything run as this user. */
    Path jar(Entry entry) throws Complaint, IOException {
        if (entry instanceof Entry.Damaged damaged)
            throw new Complaint(damaged.problem() + ". " + folder.remedy(damaged));
        Optional<FileOwner.Opening> opening = self.opening(entry.file());
        if (opening.isPresent()) throw new Complaint(sentence(opening.get()));
        if (entry instanceof Entry.FromFeed fed) return verified(fed);
        return entry.file();
    }

    private static String sentence(FileOwner.Opening opening) {
        return opening.owner()
                .map(other -> opening.path() + " belongs to " + other + ", who could put anything there")
                .orElse("others can write to " + opening.path() + ". If you know what is there: chmod go-w "
                        + opening.path());
    }

    /** What a feed has brought is as its digest says, or it does not come in. */
    private Path verified(Entry.FromFeed fed) throws Complaint, IOException {
        String again = again(fed);
        Path directory = store.find(List.of(fed.digest()))
                .orElseThrow(() -> new Complaint("it is not in the store any more. " + again));
        if (!(store.verify(directory, fed.digest()) instanceof Verification.Intact))
            throw new Complaint("it has been changed since it was verified. Run slipway store audit. " + again);
        Path jar = directory.resolve(fed.jar()).normalize();
        if (!jar.startsWith(directory) || !Files.isRegularFile(jar, LinkOption.NOFOLLOW_LINKS))
            throw new Complaint("its jar is not there. " + again);
        return jar;
    }

    /** As long as its rules are known of and cannot be asked, no feed is believed, and so not its own. */
    private static String again(Entry.FromFeed fed) {
        String add = "slipway plugin add " + fed.feed();
        return fed.hasPolicy()
                ? "Take it away and add it again: slipway plugin remove " + fed.name() + "; " + add
                : "Add it again: " + add;
    }
}
