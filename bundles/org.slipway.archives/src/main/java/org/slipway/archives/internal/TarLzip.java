package org.slipway.archives.internal;

import java.io.IOException;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slipway.api.archive.ArchiveFormat;
import org.slipway.api.archive.ArchiveInput;
import org.slipway.api.archive.BadArchive;
import org.slipway.api.archive.TreeBuilder;

@Component(
        property = {ArchiveFormat.MIME_TYPE + "=application/x-lzip-compressed-tar", ArchiveFormat.EXTENSION + "=.tar.lz"
        })
public final class TarLzip implements ArchiveFormat {
    @Activate
    public TarLzip() {}

    @Override
    public void unpack(ArchiveInput archive, TreeBuilder tree) throws BadArchive, IOException {
        Tar.unpack(archive, tree, Compression.LZIP);
    }
}
