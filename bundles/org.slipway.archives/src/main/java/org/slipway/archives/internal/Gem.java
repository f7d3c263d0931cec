package org.slipway.archives.internal;

import java.io.IOException;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slipway.api.archive.ArchiveFormat;
import org.slipway.api.archive.ArchiveInput;
import org.slipway.api.archive.BadArchive;
import org.slipway.api.archive.TreeBuilder;

/** Ruby gems: the files are in a compressed tar file within a tar file. */
@Component(
        property = {
            ArchiveFormat.MIME_TYPE + "=application/x-ruby-gem",
            ArchiveFormat.MIME_TYPE + "=application/x-rubygems",
            ArchiveFormat.EXTENSION + "=.gem"
        })
public final class Gem implements ArchiveFormat {
    private static final String DATA = "data.tar.gz";

    @Activate
    public Gem() {}

    @Override
    public void unpack(ArchiveInput archive, TreeBuilder tree) throws BadArchive, IOException {
        try (Source source = new Source(archive.stream())) {
            try {
                unpack(source, archive, tree);
            } catch (IOException | RuntimeException cause) {
                throw source.blame(cause, "in its list of files");
            }
        }
    }

    private static void unpack(Source source, ArchiveInput archive, TreeBuilder tree) throws BadArchive, IOException {
        TarReader reader = new TarReader(source.buffered());
        boolean found = false;
        for (Optional<TarEntry> next; (next = reader.next()).isPresent(); ) {
            TarEntry entry = next.get();
            if (!entry.name().equals(DATA)) continue;
            // A link would be to any file of this machine.
            if (entry.type() != TarEntry.FILE) throw new BadArchive("'" + DATA + "' is refused: it is not a file");
            if (found) throw new BadArchive("'" + DATA + "' is refused: the gem has its files twice");
            found = true;
            Tar.unpack(source, entry.content(), archive, tree, Compression.GZIP);
        }
        if (!found) throw new BadArchive("The archive is no Ruby gem: it has no " + DATA);
    }
}
