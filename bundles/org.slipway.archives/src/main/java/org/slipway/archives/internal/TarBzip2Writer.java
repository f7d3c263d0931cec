package org.slipway.archives.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slipway.api.archive.ArchiveFormat;
import org.slipway.api.archive.ArchiveWriter;

@Component(
        property = {
            ArchiveFormat.MIME_TYPE + "=application/x-bzip-compressed-tar",
            ArchiveFormat.EXTENSION + "=.tar.bz2",
            ArchiveFormat.EXTENSION + "=.tbz2",
            ArchiveFormat.EXTENSION + "=.tbz"
        })
public final class TarBzip2Writer implements ArchiveWriter {
    @Activate
    public TarBzip2Writer() {}

    @Override
    public void write(Path directory, OutputStream out) throws IOException {
        BZip2CompressorOutputStream bzip2 = new BZip2CompressorOutputStream(out);
        new TarTree(directory, bzip2).write();
        bzip2.finish();
    }
}
