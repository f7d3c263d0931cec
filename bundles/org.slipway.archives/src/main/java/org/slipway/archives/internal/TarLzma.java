package org.slipway.archives.internal;

import java.io.IOException;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slipway.api.archive.ArchiveFormat;
import org.slipway.api.archive.ArchiveInput;
import org.slipway.api.archive.BadArchive;
import org.slipway.api.archive.TreeBuilder;

/** {@code .tlz} is what some call these, and others those of lzip. */
@Component(
        property = {
            ArchiveFormat.MIME_TYPE + "=application/x-lzma-compressed-tar",
            ArchiveFormat.EXTENSION + "=.tar.lzma",
            ArchiveFormat.EXTENSION + "=.tlzma",
            ArchiveFormat.EXTENSION + "=.tlz"
        })
public final class TarLzma implements ArchiveFormat {
    @Activate
    public TarLzma() {}

    @Override
    public void unpack(ArchiveInput archive, TreeBuilder tree) throws BadArchive, IOException {
        Tar.unpack(archive, tree, Compression.LZMA);
    }
}
