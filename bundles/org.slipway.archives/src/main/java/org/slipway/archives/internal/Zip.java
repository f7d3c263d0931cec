package org.slipway.archives.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Optional;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
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
            ArchiveFormat.MIME_TYPE + "=application/x-zip-compressed",
            ArchiveFormat.MIME_TYPE + "=application/java-archive",
            ArchiveFormat.EXTENSION + "=.zip",
            ArchiveFormat.EXTENSION + "=.jar",
            ArchiveFormat.EXTENSION + "=.whl"
        })
public final class Zip implements ArchiveFormat {
    private static final int TYPE = 0170000;
    private static final int DIRECTORY = 0040000;
    private static final int FILE = 0100000;
    private static final int LINK = 0120000;
    private static final int EXECUTE = 0111;
    private static final int LINK_LENGTH = 4096;

    @Activate
    public Zip() {}

    @Override
    public void unpack(ArchiveInput archive, TreeBuilder tree) throws BadArchive, IOException {
        Extract extract = new Extract(archive);
        try (SeekableByteChannel headers = archive.channel();
                ZipFile zip = ZipFile.builder()
                        .setSeekableByteChannel(archive.channel())
                        .setCharset(StandardCharsets.UTF_8)
                        .get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                Optional<String> name = extract.name(entry.getName());
                if (name.isPresent()) unpack(zip, entry, name.get(), LocalHeader.read(headers, entry), tree);
            }
        } catch (IOException | RuntimeException cause) {
            throw Source.blameFormat(cause, "in its directory");
        }
        extract.finish();
    }

    private static void unpack(ZipFile zip, ZipArchiveEntry entry, String name, LocalHeader header, TreeBuilder tree)
            throws BadArchive, IOException {
        header.mustAgreeWith(entry);
        long mtime = ZipTimes.seconds(entry, header);
        int mode = entry.getPlatform() == ZipArchiveEntry.PLATFORM_UNIX ? entry.getUnixMode() : 0;
        int type = mode & TYPE;
        if (entry.isDirectory() || type == DIRECTORY) {
            tree.directory(name, mtime);
        } else if (type == LINK) {
            tree.symlink(name, target(zip, entry));
        } else if (type == FILE || type == 0) {
            try (CheckedEntry content = open(zip, entry)) {
                tree.file(name, mtime, (mode & EXECUTE) != 0 ? Mode.EXECUTABLE : Mode.PLAIN, content);
                content.finish();
            }
        } else {
            throw new BadArchive("'" + entry.getName() + "' is not a file, directory or link");
        }
    }

    private static CheckedEntry open(ZipFile zip, ZipArchiveEntry entry) throws BadArchive, IOException {
        if (entry.getGeneralPurposeBit().usesEncryption())
            throw new BadArchive("'" + entry.getName() + "' is encrypted");
        if (!zip.canReadEntryData(entry))
            throw new BadArchive("'" + entry.getName() + "' is compressed by the unknown method " + entry.getMethod());
        return new CheckedEntry(zip.getInputStream(entry), entry);
    }

    private static String target(ZipFile zip, ZipArchiveEntry entry) throws BadArchive, IOException {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        try (CheckedEntry content = open(zip, entry)) {
            byte[] buffer = new byte[LINK_LENGTH];
            for (int read; (read = content.read(buffer)) >= 0; ) {
                target.write(buffer, 0, read);
                if (target.size() > LINK_LENGTH)
                    throw new BadArchive("'" + entry.getName() + "' is a link that is too long");
            }
            content.finish();
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(target.toByteArray()))
                    .toString();
        } catch (CharacterCodingException notText) {
            throw new BadArchive("'" + entry.getName() + "' is a link whose target is no UTF-8");
        }
    }

    /** Checks the size and checksum that the central directory has. */
    private static final class CheckedEntry extends InputStream {
        private final InputStream in;
        private final ZipArchiveEntry entry;
        private final java.util.zip.CRC32 checksum = new java.util.zip.CRC32();
        private long size;

        CheckedEntry(InputStream in, ZipArchiveEntry entry) {
            this.in = in;
            this.entry = entry;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = in.read(buffer, offset, length);
            if (read > 0) {
                checksum.update(buffer, offset, read);
                size += read;
            }
            return read;
        }

        void finish() throws BadArchive {
            if (size != entry.getSize() || checksum.getValue() != entry.getCrc())
                throw new BadArchive("'" + entry.getName() + "' is damaged: its size or checksum is wrong");
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
