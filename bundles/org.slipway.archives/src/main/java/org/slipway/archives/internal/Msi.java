package org.slipway.archives.internal;

import java.io.IOException;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slipway.api.archive.ArchiveFormat;
import org.slipway.api.archive.ArchiveInput;
import org.slipway.api.archive.BadArchive;
import org.slipway.api.archive.TreeBuilder;

/** Installers of Windows, unpacked by msitools. Feeds call the top of the tree {@code SourceDir}, as the installers do. */
@Component(
        property = {
            ArchiveFormat.MIME_TYPE + "=application/x-msi",
            ArchiveFormat.MIME_TYPE + "=application/x-ole-storage",
            ArchiveFormat.EXTENSION + "=.msi",
            ArchiveFormat.PROGRAM + "=msiextract"
        })
public final class Msi implements ArchiveFormat {
    private static final External MSIEXTRACT = new External(
            "msiextract",
            "the package 'msitools' of your distribution",
            "installers of Windows",
            "mkdir SourceDir; msiextract -C SourceDir \"$1\"");

    @Activate
    public Msi() {}

    @Override
    public void unpack(ArchiveInput archive, TreeBuilder tree) throws BadArchive, IOException {
        MSIEXTRACT.unpack(archive, tree);
    }
}
