package org.slipway.archives.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slipway.api.archive.ArchiveFormat;
import org.slipway.api.archive.ArchiveInput;
import org.slipway.api.archive.BadArchive;
import org.slipway.api.archive.TreeBuilder;

/** RPM packages: the files are in a compressed cpio file behind the package's headers. */
@Component(
        property = {
            ArchiveFormat.MIME_TYPE + "=application/x-rpm",
            ArchiveFormat.MIME_TYPE + "=application/x-redhat-package-manager",
            ArchiveFormat.MIME_TYPE + "=application/x-redhat-package-manager-rpm",
            ArchiveFormat.EXTENSION + "=.rpm"
        })
public final class Rpm implements ArchiveFormat {
    @Activate
    public Rpm() {}

    @Override
    public void unpack(ArchiveInput archive, TreeBuilder tree) throws BadArchive, IOException {
        String at = "in its headers";
        try (Source source = new Source(archive.stream())) {
            try {
                InputStream in = source.buffered();
                Compression compression = RpmHeaders.read(in);
                at = "at its first entry";
                try (InputStream plain = new Bounded(compression.open(in), archive.limit())) {
                    CpioReader reader = new CpioReader(plain);
                    Cpio cpio = new Cpio(new Extract(archive), tree);
                    for (Optional<CpioReader.Entry> next; (next = reader.next()).isPresent(); ) {
                        at = "at '" + next.get().name() + "'";
                        cpio.add(next.get());
                    }
                    at = "at its end";
                    plain.transferTo(OutputStream.nullOutputStream());
                    cpio.finish();
                }
            } catch (IOException | RuntimeException cause) {
                throw source.blame(cause, at);
            }
        }
    }
}
