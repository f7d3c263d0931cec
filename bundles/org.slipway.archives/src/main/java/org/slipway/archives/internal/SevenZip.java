package org.slipway.archives.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slipway.api.archive.ArchiveFormat;
import org.slipway.api.archive.ArchiveInput;
import org.slipway.api.archive.BadArchive;
import org.slipway.api.archive.TreeBuilder;
import org.slipway.api.archive.TreeBuilder.Mode;

/** 7z files. */
@Component(property = {ArchiveFormat.MIME_TYPE + "=application/x-7z-compressed", ArchiveFormat.EXTENSION + "=.7z"})
public final class SevenZip implements ArchiveFormat {
    private static final byte[] MAGIC = {'7', 'z', (byte) 0xbc, (byte) 0xaf, 0x27, 0x1c};
    private static final int START = 32;
    private static final int MOST_HEADERS_IN_HEADERS = 4;
    private static final int HAS_UNIX_MODE = 0x8000;
    private static final int IS_REPARSE_POINT = 0x400;
    private static final int TYPE = 0170000;
    private static final int DIRECTORY = 0040000;
    private static final int FILE = 0100000;
    private static final int LINK = 0120000;
    private static final int EXECUTE = 0111;
    private static final int LINK_LENGTH = 4096;
    private static final long TO_1970 = 11_644_473_600L;

    @Activate
    public SevenZip() {}

    @Override
    public void unpack(ArchiveInput archive, TreeBuilder tree) throws BadArchive, IOException {
        try (Seekable bytes = new Seekable(archive.channel())) {
            Unpacking unpacking = new Unpacking(bytes, archive, tree);
            try {
                unpacking.run();
            } catch (IOException | RuntimeException cause) {
                throw bytes.blame(cause, unpacking.at);
            }
        }
    }

    private static final class Unpacking {
        private final Seekable bytes;
        private final Extract extract;
        private final long limit;
        private final TreeBuilder tree;
        private String at = "in its header";

        Unpacking(Seekable bytes, ArchiveInput archive, TreeBuilder tree) {
            this.bytes = bytes;
            this.extract = new Extract(archive);
            this.limit = archive.limit();
            this.tree = tree;
        }

        void run() throws BadArchive, IOException {
            SevenZipHeader.Contents contents = contents();
            long size = 0;
            for (SevenZipHeader.Solid solid : contents.solids()) {
                size += Math.min(solid.folder().size(), limit);
                if (size > limit) throw new Damage(Bounded.excess(limit));
            }
            try (SevenZipContent content =
                    new SevenZipContent(bytes, START, contents.solids().iterator())) {
                for (SevenZipHeader.Entry entry : contents.entries()) {
                    at = "at '" + entry.name() + "'";
                    entry(entry, content);
                }
            }
            extract.finish();
        }

        /** The header may itself be packed. */
        private SevenZipHeader.Contents contents() throws BadArchive, IOException {
            ByteBuffer start = bytes.take(0, START);
            if (!Arrays.equals(start.array(), 0, MAGIC.length, MAGIC, 0, MAGIC.length) || start.get(6) != 0)
                throw new Damage("The archive is damaged: it does not begin as a 7z file does");
            if (start.getInt(8) != crc(start.array(), 12, 20)) throw wrongChecksum();
            long offset = start.getLong(12);
            long size = start.getLong(20);
            if (offset < 0 || size < 0 || size > mostOfAHeader() || START + offset != bytes.size() - size)
                throw new Damage("The archive is damaged: its header is not at its end");
            ByteBuffer header = bytes.take(START + offset, (int) size);
            if (start.getInt(28) != crc(header.array(), 0, (int) size)) throw wrongChecksum();
            for (int i = 0; i < MOST_HEADERS_IN_HEADERS; i++) {
                SevenZipHeader reader = new SevenZipHeader(header);
                switch (size == 0 ? 0 : reader.kind()) {
                    case 0 -> {
                        return new SevenZipHeader.Contents(List.of(), List.of());
                    }
                    case SevenZipHeader.HEADER -> {
                        return reader.contents();
                    }
                    case SevenZipHeader.ENCODED_HEADER -> header = unpack(reader.streams());
                    default -> throw SevenZipHeader.damaged();
                }
            }
            throw SevenZipHeader.damaged();
        }

        private ByteBuffer unpack(List<SevenZipHeader.Solid> solids) throws BadArchive, IOException {
            if (solids.isEmpty() || solids.get(0).folder().size() > mostOfAHeader()) throw SevenZipHeader.damaged();
            SevenZipFolder folder = solids.get(0).folder();
            byte[] header;
            try (InputStream packed = folder.open(bytes, START)) {
                header = packed.readNBytes((int) folder.size());
            }
            if (header.length != folder.size()) throw SevenZipHeader.damaged();
            if (folder.crc().isPresent() && folder.crc().get() != crc(header, 0, header.length)) throw wrongChecksum();
            return ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        }

        private static long mostOfAHeader() {
            return Compression.memoryKib() * 1024L / 8;
        }

        private void entry(SevenZipHeader.Entry entry, SevenZipContent content) throws BadArchive, IOException {
            InputStream data = entry.hasContent() ? content.next(entry.name()) : InputStream.nullInputStream();
            Optional<String> wanted = extract.name(entry.name(), entry.directory());
            if (wanted.isEmpty()) return;
            String name = wanted.get();
            boolean unix = (entry.attributes() & HAS_UNIX_MODE) != 0;
            int mode = unix ? entry.attributes() >>> 16 : 0;
            int type = mode & TYPE;
            if (entry.directory()) {
                tree.directory(name, mtime(entry));
            } else if (type == LINK) {
                tree.symlink(name, target(entry, data));
            } else if (!unix && (entry.attributes() & IS_REPARSE_POINT) != 0) {
                throw new BadArchive("'" + entry.name() + "' is refused: it is a link of Windows");
            } else if (type == FILE || type == 0) {
                tree.file(name, mtime(entry), (mode & EXECUTE) != 0 ? Mode.EXECUTABLE : Mode.PLAIN, data);
            } else {
                throw new BadArchive("'" + entry.name() + "' is not a file, directory or link");
            }
        }

        private static String target(SevenZipHeader.Entry entry, InputStream data) throws BadArchive, IOException {
            byte[] target = data.readNBytes(LINK_LENGTH + 1);
            if (target.length > LINK_LENGTH) throw new BadArchive("'" + entry.name() + "' is a link that is too long");
            return Names.target(entry.name(), target);
        }

        private static long mtime(SevenZipHeader.Entry entry) {
            return entry.mtime()
                    .map(time -> Math.floorDiv(time, 10_000_000L) - TO_1970)
                    .orElse(0L);
        }
    }

    private static int crc(byte[] bytes, int offset, int length) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes, offset, length);
        return (int) checksum.getValue();
    }

    private static Damage wrongChecksum() {
        return new Damage("The archive is damaged: its header has a wrong checksum");
    }
}
