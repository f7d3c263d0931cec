package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.slipway.api.store.ManifestLines;
import org.slipway.api.store.UnfitTree;
import org.slipway.model.ManifestDigest;
import org.slipway.model.ManifestDigest.Algorithm;

/**
 * An archive that a feed is to have.
 *
 * @param href as the feed will name it
 * @param file a copy that is here
 */
record NewArchive(String href, Path file) {
    /** Those that everybody knows without a type. Source: feed specification, "Retrieval methods". */
    private static final Pattern KNOWN = Pattern.compile(
            ".*\\.(zip|tar|tar\\.gz|tgz|tar\\.bz2|tbz2|tar\\.xz|txz|tar\\.lzma|tlzma|tar\\.lz|tlz|tar\\.zst|gem|7z|rar"
                    + "|cab|msi|deb|rpm|dmg)",
            Pattern.CASE_INSENSITIVE);

    static NewArchive at(String href, Path file) throws Complaint {
        if (!Files.isRegularFile(file)) throw new Complaint("There is no file '" + file + "'");
        return new NewArchive(href, file);
    }

    /** What is relative to a local feed goes where it goes. */
    static NewArchive beside(Publishable feed, Path file) throws Complaint {
        Path directory = feed.file().getParent();
        if (feed.isPublished())
            throw new Complaint("'" + feed.file() + "' is a published feed, and users cannot get '" + file
                    + "'. Name its address, too: slipway feed add FEED URL FILE");
        if (!file.startsWith(directory))
            throw new Complaint(
                    "'" + file + "' must be in the directory of the feed, or below it: '" + directory + "'");
        return at(directory.relativize(file).toString(), file);
    }

    ManifestDigest manifest(ArchiveTrees archives, Optional<String> extract, ManifestLines lines, Task task)
            throws Complaint, IOException {
        try {
            return archives.manifest(file, extract, Optional.of(type(archives)), Algorithm.SHA256NEW, lines, task);
        } catch (UnfitTree unfit) {
            throw new Complaint("'" + file + "' has no digest: " + unfit.getMessage());
        }
    }

    /** By the address; if that does not say it, by the name of the file. */
    private String type(ArchiveTrees archives) throws Complaint {
        return archives.type(href)
                .or(() -> archives.type(file.getFileName().toString()))
                .orElseThrow(() -> new Complaint("'" + href + "' is no archive of a known type"));
    }

    /** The attributes of the element. */
    Map<String, String> element(ArchiveTrees archives, Optional<String> extract) throws Complaint {
        Map<String, String> element = new LinkedHashMap<>();
        element.put("href", href);
        element.put("size", Long.toString(file.toFile().length()));
        extract.ifPresent(directory -> element.put("extract", directory));
        if (!KNOWN.matcher(href).matches()) element.put("type", type(archives));
        return element;
    }
}
