package org.slipway.archives.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slipway.api.archive.ArchiveFormat;
import org.slipway.api.archive.ArchiveWriter;

@Component(property = {ArchiveFormat.MIME_TYPE + "=application/zip", ArchiveFormat.EXTENSION + "=.zip"})
public final class ZipWriter implements ArchiveWriter {
    @Activate
    public ZipWriter() {}

    @Override
    public void write(Path directory, OutputStream out) throws IOException {
        new ZipTree(directory, out).write();
    }
}
