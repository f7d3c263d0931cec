package org.slipway.archives.internal;

import java.io.IOException;
import java.util.Map;

import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slipway.api.archive.ArchiveFormat;
import org.slipway.api.archive.ArchiveInput;
import org.slipway.api.archive.BadArchive;
import org.slipway.api.archive.TreeBuilder;

/** Debian packages: the files are in a compressed tar file within an ar file. */
@Component(
        property = {
            ArchiveFormat.MIME_TYPE + "=application/x-deb",
            ArchiveFormat.MIME_TYPE + "=application/vnd.debian.binary-package",
            ArchiveFormat.EXTENSION + "=.deb"
        })
public final class Deb implements ArchiveFormat {
    private static final Map<String, Compression> DATA = Map.of(
            "data.tar", Compression.NONE,
            "data.tar.gz", Compression.GZIP,
            "data.tar.bz2", Compression.BZIP2,
            "data.tar.lzma", Compression.LZMA,
            "data.tar.xz", Compression.XZ,
            "data.tar.zst", Compression.ZSTD);

    @Activate
    public Deb() {}

    @Override
    public void unpack(ArchiveInput archive, TreeBuilder tree) throws BadArchive, IOException {
        try (Source source = new Source(archive.stream());
                ArArchiveInputStream ar = new ArArchiveInputStream(source)) {
            unpack(ar, source, archive, tree);
        }
    }

    private static void unpack(ArArchiveInputStream ar, Source source, ArchiveInput archive, TreeBuilder tree)
            throws BadArchive, IOException {
        for (ArArchiveEntry entry; (entry = next(ar, source)) != null; ) {
            Compression compression = DATA.get(entry.getName());
            if (compression == null) continue;
            Tar.unpack(new Source(ar), archive, tree, compression);
            return;
        }
        throw new BadArchive("The archive is no Debian package: it has no data.tar");
    }

    private static ArArchiveEntry next(ArArchiveInputStream ar, Source source) throws BadArchive, IOException {
        try {
            return ar.getNextEntry();
        } catch (IOException | RuntimeException cause) {
            throw source.blame(cause, "in its list of files");
        }
    }
}
