package org.slipway.archives.internal;

import java.io.IOException;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slipway.api.archive.ArchiveFormat;
import org.slipway.api.archive.ArchiveInput;
import org.slipway.api.archive.BadArchive;
import org.slipway.api.archive.TreeBuilder;
import org.slipway.api.archive.TreeBuilder.Mode;

/** Zip files, by their central directory, which every entry's own header has to agree with. */
@Component(
        property = {
            ArchiveFormat.MIME_TYPE + "=application/zip",
            ArchiveFormat.MIME_TYPE + "=application/x-zip",
            ArchiveFormat.MIME_TYPE + "=application/x-zip-compressed",
            ArchiveFormat.MIME_TYPE + "=application/java-archive",
            ArchiveFormat.MIME_TYPE + "=application/x-java-archive",
            ArchiveFormat.MIME_TYPE + "=application/x-wheel+zip",
            ArchiveFormat.EXTENSION + "=.zip",
            ArchiveFormat.EXTENSION + "=.jar",
            ArchiveFormat.EXTENSION + "=.whl"
        })
public final class Zip implements ArchiveFormat {
    private static final int EXECUTE = 0111;
    private static final int LINK_LENGTH = 4096;

    @Activate
    public Zip() {}

    @Override
    public void unpack(ArchiveInput archive, TreeBuilder tree) throws BadArchive, IOException {
        try (Seekable bytes = new Seekable(archive.channel())) {
            new Unpacking(bytes, new Extract(archive), tree).run();
        }
    }

    private static final class Unpacking {
        private final Seekable bytes;
        private final Extract extract;
        private final TreeBuilder tree;
        private String at = "at its end";

        Unpacking(Seekable bytes, Extract extract, TreeBuilder tree) {
            this.bytes = bytes;
            this.extract = extract;
            this.tree = tree;
        }

        /** All headers are looked at before the first entry is made. */
        void run() throws BadArchive, IOException {
            try {
                ZipDirectory directory = ZipDirectory.find(bytes);
                ZipPlan plan = new ZipPlan(directory.start());
                directory.visit(entry -> plan.add(entry, ZipHeader.read(bytes, entry)));
                plan.check();
                directory.visit(this::entry);
                extract.finish();
            } catch (IOException | RuntimeException cause) {
                throw bytes.blame(cause, at);
            }
        }

        private void entry(ZipEntry entry) throws BadArchive, IOException {
            at = "at '" + entry.readable() + "'";
            Optional<String> name = extract.name(entry.name());
            if (name.isEmpty()) return;
            ZipHeader header = ZipHeader.read(bytes, entry);
            int mode = entry.mode();
            int type = mode & ZipEntry.TYPE;
            if (entry.isDirectory()) directory(entry, name.get(), header);
            else if (entry.isLink()) tree.symlink(name.get(), target(entry, header));
            else if (type == 0 || type == ZipEntry.FILE || type == ZipEntry.DIRECTORY || type == ZipEntry.LINK)
                file(entry, name.get(), header, mode);
            else throw new BadArchive("'" + entry.readable() + "' is not a file, directory or link");
        }

        private void directory(ZipEntry entry, String name, ZipHeader header) throws BadArchive, IOException {
            if (entry.size() != 0)
                throw new BadArchive("'" + entry.readable() + "' is refused: it is a directory with content");
            tree.directory(name, header.mtime());
        }

        private void file(ZipEntry entry, String name, ZipHeader header, int mode) throws BadArchive, IOException {
            try (ZipContent content = ZipContent.open(bytes, entry, header)) {
                tree.file(name, header.mtime(), (mode & EXECUTE) != 0 ? Mode.EXECUTABLE : Mode.PLAIN, content);
            }
        }

        private String target(ZipEntry entry, ZipHeader header) throws BadArchive, IOException {
            try (ZipContent content = ZipContent.open(bytes, entry, header)) {
                byte[] target = content.readNBytes(LINK_LENGTH + 1);
                if (target.length > LINK_LENGTH)
                    throw new BadArchive("'" + entry.readable() + "' is a link that is too long");
                return Names.target(entry.readable(), target);
            }
        }
    }
}
