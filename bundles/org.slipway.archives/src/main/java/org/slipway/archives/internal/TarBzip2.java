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
            ArchiveFormat.MIME_TYPE + "=application/x-bzip-compressed-tar",
            ArchiveFormat.MIME_TYPE + "=application/x-bzip2-compressed-tar",
            ArchiveFormat.EXTENSION + "=.tar.bz2",
            ArchiveFormat.EXTENSION + "=.tbz",
            ArchiveFormat.EXTENSION + "=.tbz2"
        })
public final class TarBzip2 implements ArchiveFormat {
    @Activate
    public TarBzip2() {}

    @Override
    public void unpack(ArchiveInput archive, TreeBuilder tree) throws BadArchive, IOException {
        Tar.unpack(archive, tree, Compression.BZIP2);
    }
}
