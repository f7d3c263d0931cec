package org.slipway.archives.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

import org.slipway.api.archive.BadArchive;

/** The content of the files, which comes in the order of the entries. */
final class SevenZipContent implements AutoCloseable {
    private final Seekable bytes;
    private final long start;
    private final Iterator<SevenZipHeader.Solid> solids;
    private Iterator<SevenZipHeader.Substream> substreams =
            List.<SevenZipHeader.Substream>of().iterator();
    private InputStream folder = InputStream.nullInputStream();
    private CheckedStream current = new CheckedStream(folder, new SevenZipHeader.Substream(0, Optional.empty()), "");

    /** @param start where positions count from */
    SevenZipContent(Seekable bytes, long start, Iterator<SevenZipHeader.Solid> solids) {
        this.bytes = bytes;
        this.start = start;
        this.solids = solids;
    }

    InputStream next(String name) throws BadArchive, IOException {
        while (!substreams.hasNext()) {
            if (!solids.hasNext()) throw new Damage("'" + name + "' is damaged: the archive has no content for it");
            SevenZipHeader.Solid solid = solids.next();
            folder.close();
            folder = Ahead.of(() -> solid.folder().open(bytes, start));
            substreams = solid.substreams().iterator();
            current = new CheckedStream(folder, new SevenZipHeader.Substream(0, Optional.empty()), name);
        }
        current.transferTo(OutputStream.nullOutputStream());
        current = new CheckedStream(folder, substreams.next(), name);
        return current;
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }

    /** Has exactly the size and checksum that the header has. */
    private static final class CheckedStream extends BulkStream {
        private final InputStream in;
        private final Optional<Integer> crc;
        private final String name;
        private final CRC32 checksum = new CRC32();
        private long left;

        CheckedStream(InputStream in, SevenZipHeader.Substream substream, String name) {
            this.in = in;
            this.crc = substream.crc();
            this.left = substream.size();
            this.name = name;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (length == 0) return 0;
            if (left == 0) {
                if (crc.isPresent() && crc.get() != (int) checksum.getValue())
                    throw new Damage("'" + name + "' is damaged: its checksum is wrong");
                return -1;
            }
            int read = in.read(buffer, offset, (int) Math.min(length, left));
            if (read < 0) throw new Damage("'" + name + "' is damaged: the archive ends in it");
            checksum.update(buffer, offset, read);
            left -= read;
            return read;
        }
    }
}
