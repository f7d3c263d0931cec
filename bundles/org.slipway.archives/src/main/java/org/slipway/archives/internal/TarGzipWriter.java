package org.slipway.archives.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slipway.api.archive.ArchiveFormat;
import org.slipway.api.archive.ArchiveWriter;

@Component(
        property = {
            ArchiveFormat.MIME_TYPE + "=application/x-compressed-tar",
            ArchiveFormat.EXTENSION + "=.tar.gz",
            ArchiveFormat.EXTENSION + "=.tgz"
        })
public final class TarGzipWriter implements ArchiveWriter {
    @Activate
    public TarGzipWriter() {}

    @Override
    public void write(Path directory, OutputStream out) throws IOException {
        GZIPOutputStream gzip = new GZIPOutputStream(out);
        new TarTree(directory, gzip).write();
        gzip.finish();
    }
}
