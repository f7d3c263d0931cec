package org.slipway.archives.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.slipway.api.archive.BadArchive;
import org.slipway.archives.internal.SparseStream.Part;

/** Reads the entries of a tar file as GNU tar does: old ones, POSIX's with extended headers, and its own extensions. */
final class TarReader {
    /** Nobody needs longer names or more attributes; they are kept in memory. */
    private static final int MOST_OF_A_HEADER = 1 << 20;

    private static final int MOST_PARTS = 100_000;

    private final InputStream in;
    private PaxRecords global = PaxRecords.NONE;
    private Section content;
    private boolean begun;

    TarReader(InputStream plain) {
        this.in = plain;
        this.content = new Section(plain, 0, "");
    }

    /** The next entry, whose content is to be read before the one after it; absent at the end. */
    Optional<TarEntry> next() throws BadArchive, IOException {
        byte[] own = {};
        Optional<String> longName = Optional.empty();
        Optional<String> longLink = Optional.empty();
        for (Optional<TarHeader> read; (read = header()).isPresent(); ) {
            TarHeader header = read.get();
            switch (header.type()) {
                // Of two headers of a kind the last counts alone.
                case 'x', 'X' -> own = take(header);
                case 'g' -> global = PaxRecords.NONE.with(take(header));
                case 'L' -> longName = Optional.of(text(take(header)));
                case 'K' -> longLink = Optional.of(text(take(header)));
                // An entry like others, but that nothing is made of it.
                case 'V' -> {
                    open(header.name(), header.size());
                    own = new byte[0];
                    longName = Optional.empty();
                    longLink = Optional.empty();
                }
                default -> {
                    return Optional.of(entry(header, global.with(own), longName, longLink));
                }
            }
        }
        return Optional.empty();
    }

    /** Absent at the end, which is an empty block or where the file ends. */
    private Optional<TarHeader> header() throws BadArchive, IOException {
        content.skipRest();
        byte[] block = new byte[TarHeader.LENGTH];
        int length = in.readNBytes(block, 0, block.length);
        if (length == 0 && !begun) throw new BadArchive("The archive is damaged: it is empty");
        if (length == 0) return Optional.empty();
        begun = true;
        if (length < block.length) throw new BadArchive("The archive is damaged: it ends in a header");
        TarHeader header = new TarHeader(block);
        if (header.isEmpty()) return Optional.empty();
        header.check();
        return Optional.of(header);
    }

    private InputStream open(String name, long size) {
        content = new Section(in, size, name);
        return content;
    }

    private byte[] take(TarHeader header) throws BadArchive, IOException {
        long size = header.size();
        if (size > MOST_OF_A_HEADER)
            throw new BadArchive("'" + header.name() + "' is refused: it is a header of " + size + " bytes");
        return open(header.name(), size).readAllBytes();
    }

    private static String text(byte[] bytes) throws BadArchive {
        return Names.text(bytes, 0, bytes.length);
    }

    private TarEntry entry(TarHeader header, PaxRecords records, Optional<String> longName, Optional<String> longLink)
            throws BadArchive, IOException {
        String name = longName.isPresent() ? longName.get() : header.name();
        name = records.text("path").orElse(name);
        name = records.text("GNU.sparse.name").orElse(name);
        String link = longLink.isPresent() ? longLink.get() : header.linkName();
        link = records.text("linkpath").orElse(link);
        long mtime = records.seconds("mtime").orElse(header.mtime());
        char type = type(header.type(), name);
        InputStream data = InputStream.nullInputStream();
        if (type == TarEntry.FILE) data = data(name, header, records);
        else if (header.type() == 'D') open(name, header.size());
        return new TarEntry(name, type, header.mode(), mtime, link, data);
    }

    /** Old archives tell a directory by its slash. What nobody knows is a file. */
    private static char type(char type, String name) throws BadArchive {
        return switch (type) {
            case '1', '2', '3', '4', '5', '6' -> type;
            case 'D' -> TarEntry.DIRECTORY;
            case 'M', 'N' ->
                throw new BadArchive("'" + name + "' is refused: it is a part of something in another archive");
            default -> name.endsWith("/") && type != 'S' ? TarEntry.DIRECTORY : TarEntry.FILE;
        };
    }

    private InputStream data(String name, TarHeader header, PaxRecords records) throws BadArchive, IOException {
        long size = records.number("size").orElse(header.size());
        if (header.type() == 'S') return oldSparse(name, header, size);
        if (records.number("GNU.sparse.major").orElse(0L) == 1) return newSparse(name, records, size);
        Optional<String> map = records.text(PaxRecords.SPARSE_MAP);
        InputStream data = open(name, size);
        if (map.isEmpty() && records.text("GNU.sparse.size").isEmpty()) return data;
        List<Part> parts = new ArrayList<>();
        String[] numbers = map.isEmpty() ? new String[0] : map.get().split(",", -1);
        if (numbers.length % 2 != 0) throw SparseStream.wrong(name);
        for (int i = 0; i < numbers.length; i += 2)
            parts.add(new Part(PaxRecords.whole(numbers[i]), PaxRecords.whole(numbers[i + 1])));
        return SparseStream.of(name, data, parts, size, realSize(name, records));
    }

    private static long realSize(String name, PaxRecords records) throws BadArchive {
        Optional<Long> size = records.number("GNU.sparse.realsize");
        if (size.isEmpty()) size = records.number("GNU.sparse.size");
        return size.orElseThrow(() -> SparseStream.wrong(name));
    }

    /** The map begins in the header and goes on in blocks of its own. */
    private InputStream oldSparse(String name, TarHeader header, long size) throws BadArchive, IOException {
        List<Part> parts = new ArrayList<>();
        addParts(parts, header, 386, 4);
        long realSize = header.number(483, 12);
        boolean more = header.flag(482);
        while (more) {
            byte[] block = new byte[TarHeader.LENGTH];
            if (in.readNBytes(block, 0, block.length) < block.length || parts.size() > MOST_PARTS)
                throw SparseStream.wrong(name);
            TarHeader map = new TarHeader(block);
            addParts(parts, map, 0, 21);
            more = map.flag(504);
        }
        return SparseStream.of(name, open(name, size), parts, size, realSize);
    }

    private static void addParts(List<Part> parts, TarHeader map, int offset, int count) throws BadArchive {
        for (int i = 0; i < count; i++) {
            Part part = new Part(map.number(offset + 24 * i, 12), map.number(offset + 24 * i + 12, 12));
            if (part.offset() < 0 || part.length() < 0) throw new BadArchive("A file with holes is damaged");
            if (part.offset() != 0 || part.length() != 0) parts.add(part);
        }
    }

    /** The map is in front of the content, padded to whole blocks. */
    private InputStream newSparse(String name, PaxRecords records, long size) throws BadArchive, IOException {
        InputStream data = open(name, size);
        long[] read = {0};
        long count = line(name, data, read);
        if (count > MOST_PARTS) throw SparseStream.wrong(name);
        List<Part> parts = new ArrayList<>();
        for (long i = 0; i < count; i++) parts.add(new Part(line(name, data, read), line(name, data, read)));
        int padding = (int) (-read[0] & TarHeader.LENGTH - 1);
        if (data.readNBytes(padding).length < padding) throw SparseStream.wrong(name);
        return SparseStream.of(name, data, parts, size - read[0] - padding, realSize(name, records));
    }

    private static long line(String name, InputStream data, long[] count) throws BadArchive, IOException {
        ByteArrayOutputStream digits = new ByteArrayOutputStream();
        for (int next; (next = data.read()) != '\n'; digits.write(next)) {
            if (next < 0 || digits.size() > 18) throw SparseStream.wrong(name);
        }
        count[0] += digits.size() + 1;
        return PaxRecords.whole(digits.toString(StandardCharsets.ISO_8859_1));
    }
}
