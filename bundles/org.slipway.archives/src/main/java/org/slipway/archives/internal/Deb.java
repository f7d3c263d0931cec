package org.slipway.archives.internal;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

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
            ArchiveFormat.MIME_TYPE + "=application/x-debian-package",
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
        try (Source source = new Source(archive.stream())) {
            try {
                unpack(source, archive, tree);
            } catch (IOException | RuntimeException cause) {
                throw source.blame(cause, "in its list of files");
            }
        }
    }

    private static void unpack(Source source, ArchiveInput archive, TreeBuilder tree) throws BadArchive, IOException {
        ArReader reader = new ArReader(source.buffered());
        boolean found = false;
        for (Optional<ArReader.Member> next; (next = reader.next()).isPresent(); ) {
            ArReader.Member member = next.get();
            Compression compression = DATA.get(member.name());
            if (compression == null) continue;
            if (found) throw new BadArchive("'" + member.name() + "' is refused: the package has its files twice");
            found = true;
            Tar.unpack(source, member.content(), archive, tree, compression);
        }
        if (!found) throw new BadArchive("The archive is no Debian package: it has no data.tar");
    }
}
