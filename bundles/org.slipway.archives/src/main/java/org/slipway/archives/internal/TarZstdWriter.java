package org.slipway.archives.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slipway.api.archive.ArchiveFormat;
import org.slipway.api.archive.ArchiveWriter;

@Component(
        property = {
            ArchiveFormat.MIME_TYPE + "=application/x-zstd-compressed-tar",
            ArchiveFormat.EXTENSION + "=.tar.zst",
            ArchiveFormat.EXTENSION + "=.tzst"
        })
public final class TarZstdWriter implements ArchiveWriter {
    @Activate
    public TarZstdWriter() {}

    @Override
    public void write(Path directory, OutputStream out) throws IOException {
        // Closing it is the only way to end a frame; what is below belongs to the caller.
        try (ZstdOutputStreamNoFinalizer zstd = new ZstdOutputStreamNoFinalizer(new Unclosed(out))) {
            new TarTree(directory, zstd).write();
        }
    }
}
