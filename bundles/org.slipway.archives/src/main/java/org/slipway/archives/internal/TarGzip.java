package org.slipway.archives.internal;

import java.io.IOException;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slipway.api.archive.ArchiveFormat;
import org.slipway.api.archive.ArchiveInput;
import org.slipway.api.archive.BadArchive;
import org.slipway.api.archive.TreeBuilder;

@Component(
        property = {
            ArchiveFormat.MIME_TYPE + "=application/x-compressed-tar",
            ArchiveFormat.MIME_TYPE + "=application/x-tgz",
            ArchiveFormat.MIME_TYPE + "=application/gzip",
            ArchiveFormat.MIME_TYPE + "=application/x-gzip",
            ArchiveFormat.EXTENSION + "=.tar.gz",
            ArchiveFormat.EXTENSION + "=.tgz"
        })
public final class TarGzip implements ArchiveFormat {
    @Activate
    public TarGzip() {}

    @Override
    public void unpack(ArchiveInput archive, TreeBuilder tree) throws BadArchive, IOException {
        Tar.unpack(archive, tree, Compression.GZIP);
    }
}
