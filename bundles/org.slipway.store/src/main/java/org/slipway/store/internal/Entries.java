package org.slipway.store.internal;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** What a look-up believes: a real directory with a manifest, not an empty one, a link, or whatever else has the name. */
final class Entries {
    private Entries() {}

    static boolean isBelievable(Path entry) {
        return Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)
                && Files.isRegularFile(entry.resolve(".manifest"), LinkOption.NOFOLLOW_LINKS);
    }
}
