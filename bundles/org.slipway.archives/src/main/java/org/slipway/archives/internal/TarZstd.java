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
            ArchiveFormat.MIME_TYPE + "=application/x-zstd-compressed-tar",
            ArchiveFormat.EXTENSION + "=.tar.zst",
            ArchiveFormat.EXTENSION + "=.tzst"
        })
public final class TarZstd implements ArchiveFormat {
    @Activate
    public TarZstd() {}

    @Override
    public void unpack(ArchiveInput archive, TreeBuilder tree) throws BadArchive, IOException {
        Tar.unpack(archive, tree, Compression.ZSTD);
    }
}
