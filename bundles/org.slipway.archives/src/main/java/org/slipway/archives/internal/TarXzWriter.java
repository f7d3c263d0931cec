package org.slipway.archives.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slipway.api.archive.ArchiveFormat;
import org.slipway.api.archive.ArchiveWriter;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

@Component(
        property = {
            ArchiveFormat.MIME_TYPE + "=application/x-xz-compressed-tar",
            ArchiveFormat.EXTENSION + "=.tar.xz",
            ArchiveFormat.EXTENSION + "=.txz"
        })
public final class TarXzWriter implements ArchiveWriter {
    @Activate
    public TarXzWriter() {}

    @Override
    public void write(Path directory, OutputStream out) throws IOException {
        XZOutputStream xz = new XZOutputStream(out, new LZMA2Options());
        new TarTree(directory, xz).write();
        xz.finish();
    }
}
