package org.slipway.archives.internal;

import java.util.Optional;

import org.slipway.api.archive.ArchiveInput;
import org.slipway.api.archive.BadArchive;

/** Which entries are wanted, and what they are called then. */
final class Extract {
    private final Optional<String> directory;
    private boolean found;

    Extract(ArchiveInput archive) {
        this.directory = archive.extract().map(extract -> plain(extract.replace('\\', '/')));
    }

    /** The entry's name below the wanted directory, empty for that directory itself; absent if it is not wanted. */
    Optional<String> name(String entry, boolean isDirectory) throws BadArchive {
        if (directory.isEmpty()) return Optional.of(entry);
        String name = plain(entry);
        if (name.equals(directory.get())) {
            if (!isDirectory) throw new BadArchive("'" + entry + "' cannot be extracted: it is no directory");
            found = true;
            return Optional.of("");
        }
        if (!name.startsWith(directory.get() + "/")) return Optional.empty();
        found = true;
        return Optional.of(name.substring(directory.get().length() + 1));
    }

    /** To be asked after the last entry. */
    void finish() throws BadArchive {
        if (directory.isPresent() && !found)
            throw new BadArchive("The archive has no directory '" + directory.get() + "'");
    }

    private static String plain(String name) {
        String plain = name;
        while (plain.startsWith("./")) plain = plain.substring(2);
        while (plain.endsWith("/")) plain = plain.substring(0, plain.length() - 1);
        return plain;
    }
}
