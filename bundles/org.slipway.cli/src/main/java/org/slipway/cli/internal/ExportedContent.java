package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.slipway.model.ManifestDigest;

/**
 * What {@code export} has written, as the .NET edition does: feeds, keys, and archives that are named by the digest of what is
 * in them, in the directory {@code content} beside a script that imports them.
 *
 * @param feeds their files, in the order of their names
 */
record ExportedContent(List<Path> feeds, List<Archive> archives) {
    static final String CONTENT = "content";
    static final String SCRIPT = "import.sh";
    static final String ARCHIVE = ".tgz";
    static final String FEED = ".xml";

    record Archive(ManifestDigest digest, Path file) {}

    /** @param directory the one that was exported to, or its {@code content}; or any that has such files */
    static ExportedContent of(Path directory) throws Complaint, IOException {
        Path content = directory.resolve(CONTENT);
        ExportedContent found = list(Files.isDirectory(content, LinkOption.NOFOLLOW_LINKS) ? content : directory);
        if (found.feeds.isEmpty() && found.archives.isEmpty())
            throw new Complaint("'" + directory + "' has neither feeds (*" + FEED + ") nor archives (DIGEST" + ARCHIVE
                    + "): name a directory that 'export' has written");
        return found;
    }

    private static ExportedContent list(Path content) throws IOException {
        List<Path> feeds = new ArrayList<>();
        List<Archive> archives = new ArrayList<>();
        for (Path file : sorted(content)) {
            String name = file.getFileName().toString();
            if (name.endsWith(FEED)) feeds.add(file);
            digest(name).ifPresent(digest -> archives.add(new Archive(digest, file)));
        }
        return new ExportedContent(List.copyOf(feeds), List.copyOf(archives));
    }

    /** Whoever has written the directory may want something else of this machine: no link is followed. */
    private static List<Path> sorted(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
            for (Path file : all) if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) files.add(file);
        }
        files.sort(null);
        return files;
    }

    /** Older ones may be compressed in another way. */
    private static Optional<ManifestDigest> digest(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? Optional.empty() : ManifestDigest.of(name.substring(0, dot));
    }
}
