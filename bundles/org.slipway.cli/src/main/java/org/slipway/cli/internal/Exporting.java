package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.slipway.model.FeedUri;
import org.slipway.model.ManifestDigest;
import org.slipway.model.selections.Selection;
import org.slipway.model.selections.Selections;

/** Writes what selections need into the directory of an export. Off the loop. */
final class Exporting {
    /** It also runs where only the reference is, whose keys are gpg's. */
    private static final String SCRIPT = """
            #!/bin/sh
            # Takes what lies in 'content' to this machine, without the network, with slipway or 0install.
            # Whether a key is trusted is asked as always. Options are passed on, such as --trust FINGERPRINT of slipway.
            set -e
            cd "$(dirname "$0")/content"
            if command -v slipway >/dev/null 2>&1; then exec slipway import "$@" .; fi
            for key in *.gpg; do
                if [ -e "$key" ]; then gpg --batch --quiet --import "$key"; fi
            done
            for feed in *.xml; do 0install import "$@" "$feed"; done
            for archive in *.tgz; do
                if [ -e "$archive" ]; then 0install store add "${archive%.tgz}" "$archive"; fi
            done
            """;

    private final Services services;
    private final ArchiveWriters writers;
    private final PublicKeys keys;

    Exporting(Services services, ArchiveWriters writers, PublicKeys keys) {
        this.services = services;
        this.writers = writers;
        this.keys = keys;
    }

    /** Of each component the feed that describes it, and the one that its implementation is from. */
    Set<FeedUri.Remote> feeds(Selections selections) throws IOException {
        Set<FeedUri.Remote> feeds = new LinkedHashSet<>();
        for (Selection selection : selections.selections()) {
            FeedUri.Remote main =
                    new FeedUri.Remote(selection.role().interfaceUri().text());
            if (Names.isRemote(main.text()) && services.feeds.bytes(main).isPresent()) feeds.add(main);
            if (selection.feed().master() instanceof FeedUri.Remote from) feeds.add(from);
        }
        return feeds;
    }

    /** The trees, each named by its digest. */
    Set<Path> implementations(Selections selections) throws Complaint {
        Set<Path> trees = new LinkedHashSet<>();
        for (Selection each : selections.selections()) if (!each.digests().isEmpty()) trees.add(tree(each));
        return trees;
    }

    /** @param directory has nothing yet */
    void write(Set<FeedUri.Remote> feeds, Set<Path> trees, Path directory, Task task) throws Complaint, IOException {
        Path content = Files.createDirectory(directory.resolve(ExportedContent.CONTENT));
        for (FeedUri.Remote uri : feeds) feed(uri, content);
        Path script = Files.writeString(directory.resolve(ExportedContent.SCRIPT), SCRIPT);
        if (!script.toFile().setExecutable(true, false)) throw new IOException(script + " cannot be made executable");
        for (Path tree : trees) archive(tree, content, task);
    }

    private void feed(FeedUri.Remote uri, Path content) throws Complaint, IOException {
        byte[] feed = services.feeds
                .bytes(uri)
                .orElseThrow(() -> new Complaint("The feed '" + uri + "' is not here any more: use --refresh"));
        Map<String, byte[]> its = keys.of(feed);
        if (its.isEmpty())
            throw new Complaint("The feed '" + uri + "' has no signature that is valid here, so nobody could import it."
                    + " Ask for it again (--refresh)");
        Files.write(content.resolve(name(uri)), feed);
        for (Map.Entry<String, byte[]> key : its.entrySet()) Files.write(content.resolve(key.getKey()), key.getValue());
    }

    /** As the reference names cached feeds; what does not end like a feed's file, and so might be another's, has one sign more. */
    private static String name(FeedUri.Remote uri) {
        StringBuilder name = new StringBuilder();
        for (byte each : uri.text().getBytes(UTF_8)) {
            boolean plain = "-_.".indexOf(each) >= 0 || each > 0 && Character.isLetterOrDigit(each);
            name.append(plain ? String.valueOf((char) each) : String.format("%%%02x", each));
        }
        String escaped = name.toString();
        return escaped.endsWith(ExportedContent.FEED) ? escaped : escaped + "%" + ExportedContent.FEED;
    }

    private Path tree(Selection selection) throws Complaint {
        List<ManifestDigest> digests = selection.digests();
        return services.store
                .find(digests)
                .orElseThrow(
                        () -> new Complaint("The implementation " + digests.get(0) + " is not in the store any more"));
    }

    private void archive(Path tree, Path content, Task task) throws Complaint, IOException {
        String name = tree.getFileName() + ExportedContent.ARCHIVE;
        task.begin("Exporting " + tree.getFileName());
        try (OutputStream out = new StoreExport.Counted(Files.newOutputStream(content.resolve(name)), task)) {
            writers.ofName(name)
                    .orElseThrow(() ->
                            new Complaint("Nobody is there to write archives of the kind " + ExportedContent.ARCHIVE))
                    .writer()
                    .write(tree, out);
        }
    }
}
