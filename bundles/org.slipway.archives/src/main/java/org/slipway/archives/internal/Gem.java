package org.slipway.archives.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slipway.api.archive.ArchiveFormat;
import org.slipway.api.archive.ArchiveInput;
import org.slipway.api.archive.BadArchive;
import org.slipway.api.archive.TreeBuilder;

/** Ruby gems: the files are in a compressed tar file within a tar file. */
@Component(property = {ArchiveFormat.MIME_TYPE + "=application/x-ruby-gem", ArchiveFormat.EXTENSION + "=.gem"})
public final class Gem implements ArchiveFormat {
    @Activate
    public Gem() {}

    @Override
    public void unpack(ArchiveInput archive, TreeBuilder tree) throws BadArchive, IOException {
        try (Source source = new Source(archive.stream());
                TarArchiveInputStream gem = new TarArchiveInputStream(source, StandardCharsets.UTF_8.name())) {
            for (TarArchiveEntry entry; (entry = next(gem, source)) != null; ) {
                if (!entry.getName().equals("data.tar.gz")) continue;
                // A link would be to any file of this machine.
                if (entry.isSymbolicLink() || entry.isLink() || !entry.isFile())
                    throw new BadArchive("'data.tar.gz' is not a file");
                Tar.unpack(new Source(gem), archive, tree, Compression.GZIP);
                return;
            }
        }
        throw new BadArchive("The archive is no Ruby gem: it has no data.tar.gz");
    }

    private static TarArchiveEntry next(TarArchiveInputStream gem, Source source) throws BadArchive, IOException {
        try {
            return gem.getNextEntry();
        } catch (IOException | RuntimeException cause) {
            throw source.blame(cause, "in its list of files");
        }
    }
}
