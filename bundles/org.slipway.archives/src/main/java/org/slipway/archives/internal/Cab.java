package org.slipway.archives.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slipway.api.archive.ArchiveFormat;
import org.slipway.api.archive.ArchiveInput;
import org.slipway.api.archive.BadArchive;
import org.slipway.api.archive.TreeBuilder;
import org.slipway.api.archive.TreeBuilder.Mode;

/** Cabinets of Windows. What is not compressed by MSZIP is unpacked by cabextract. */
@Component(
        property = {
            ArchiveFormat.MIME_TYPE + "=application/vnd.ms-cab-compressed",
            ArchiveFormat.MIME_TYPE + "=application/x-cab",
            ArchiveFormat.EXTENSION + "=.cab",
            ArchiveFormat.PROGRAM + "=cabextract"
        })
public final class Cab implements ArchiveFormat {
    private static final External CABEXTRACT = new External(
            "cabextract",
            "the package 'cabextract' of your distribution",
            "cabinets that are compressed by LZX or Quantum",
            "cabextract -q -d . -- \"$1\"");

    @Activate
    public Cab() {}

    @Override
    public void unpack(ArchiveInput archive, TreeBuilder tree) throws BadArchive, IOException {
        String at = "in its directory";
        try (Seekable bytes = new Seekable(archive.channel())) {
            try {
                CabDirectory directory = CabDirectory.read(bytes);
                long size = directory.entries().stream()
                        .mapToLong(CabDirectory.Entry::size)
                        .sum();
                if (size > archive.limit()) throw new Damage(Bounded.excess(archive.limit()));
                boolean ours = directory.folders().stream().allMatch(folder -> folder.method() <= CabFolder.MSZIP);
                if (ours) new Unpacking(bytes, directory, new Extract(archive), tree).run();
                else CABEXTRACT.unpack(archive, tree);
            } catch (IOException | RuntimeException cause) {
                throw bytes.blame(cause, at);
            }
        }
    }

    private static final class Unpacking {
        private final Seekable bytes;
        private final CabDirectory directory;
        private final Extract extract;
        private final TreeBuilder tree;
        private InputStream folder = InputStream.nullInputStream();
        private int number = -1;
        private long position;

        Unpacking(Seekable bytes, CabDirectory directory, Extract extract, TreeBuilder tree) {
            this.bytes = bytes;
            this.directory = directory;
            this.extract = extract;
            this.tree = tree;
        }

        void run() throws BadArchive, IOException {
            try {
                for (CabDirectory.Entry entry : directory.entries()) {
                    Optional<String> name = extract.name(entry.name(), false);
                    if (name.isPresent()) entry(entry, name.get());
                }
                extract.finish();
            } finally {
                folder.close();
            }
        }

        private void entry(CabDirectory.Entry entry, String name) throws BadArchive, IOException {
            open(entry);
            Section content = new Section(folder, entry.size(), entry.name(), 1);
            long mtime = ZipHeader.dos(entry.dosTime());
            tree.file(name, mtime, entry.executable() ? Mode.EXECUTABLE : Mode.PLAIN, content);
            position += entry.size();
        }

        /** Files come in the order of their content. */
        private void open(CabDirectory.Entry entry) throws BadArchive, IOException {
            if (entry.folder() != number) {
                if (entry.folder() < number
                        || entry.folder() >= directory.folders().size()) throw outOfOrder(entry);
                folder.close();
                CabDirectory.Folder next = directory.folders().get(entry.folder());
                folder = new CabFolder(bytes, next.offset(), next.blocks(), next.method(), directory.reservedOfBlock());
                number = entry.folder();
                position = 0;
            }
            if (entry.offset() < position) throw outOfOrder(entry);
            new Section(folder, entry.offset() - position, entry.name(), 1).skipRest();
            position = entry.offset();
        }

        private static BadArchive outOfOrder(CabDirectory.Entry entry) {
            return new BadArchive("'" + entry.name() + "' is refused: its content is not where it must be");
        }
    }
}
