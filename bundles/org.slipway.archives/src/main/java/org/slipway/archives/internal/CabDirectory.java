package org.slipway.archives.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import org.slipway.api.archive.BadArchive;

/** What is in a cabinet. Source: [MS-CAB], section 2. */
record CabDirectory(List<Folder> folders, List<Entry> entries, int reservedOfBlock) {
    private static final int MAGIC = 0x4643534d;
    private static final int HEADER = 36;
    private static final int FOLDER = 8;
    private static final int ENTRY = 16;
    private static final int HAS_PREVIOUS = 1;
    private static final int HAS_NEXT = 2;
    private static final int HAS_RESERVED = 4;
    private static final int MOST_OF_A_NAME = 257;
    private static final int EXECUTABLE = 0x40;

    record Folder(long offset, int blocks, int method) {}

    /**
     * @param dosTime date and time as MS-DOS has them
     * @param offset in the folder's content
     */
    record Entry(String name, int folder, long offset, long size, int dosTime, boolean executable) {}

    static CabDirectory read(Seekable archive) throws BadArchive, IOException {
        ByteBuffer header = archive.take(0, HEADER);
        if (header.getInt(0) != MAGIC) throw new Damage("The archive is damaged: it does not begin as a cabinet does");
        int flags = header.getShort(30) & 0xffff;
        if ((flags & (HAS_PREVIOUS | HAS_NEXT)) != 0)
            throw new BadArchive("The archive is refused: it is a part of several");
        if ((header.getInt(8) & 0xffffffffL) != archive.size())
            throw new Damage("The archive is damaged: it has another size than it says");
        long at = HEADER;
        int ofFolder = 0;
        int ofBlock = 0;
        if ((flags & HAS_RESERVED) != 0) {
            ByteBuffer reserved = archive.take(at, 4);
            ofFolder = reserved.get(2) & 0xff;
            ofBlock = reserved.get(3) & 0xff;
            at += 4 + (reserved.getShort(0) & 0xffff);
        }
        List<Folder> folders = new ArrayList<>();
        for (int i = header.getShort(26) & 0xffff; i > 0; i--) {
            ByteBuffer folder = archive.take(at, FOLDER);
            folders.add(
                    new Folder(folder.getInt(0) & 0xffffffffL, folder.getShort(4) & 0xffff, folder.getShort(6) & 15));
            at += FOLDER + ofFolder;
        }
        int count = header.getShort(28) & 0xffff;
        return new CabDirectory(folders, entries(archive, header.getInt(16) & 0xffffffffL, count), ofBlock);
    }

    private static List<Entry> entries(Seekable archive, long start, int count) throws BadArchive, IOException {
        List<Entry> entries = new ArrayList<>();
        long at = start;
        for (int i = 0; i < count; i++) {
            ByteBuffer fixed = archive.take(at, ENTRY);
            byte[] name = name(archive, at + ENTRY);
            at += ENTRY + name.length + 1;
            int attributes = fixed.getShort(14) & 0xffff;
            int dosTime = (fixed.getShort(10) & 0xffff) << 16 | fixed.getShort(12) & 0xffff;
            // Directories are told apart as in Windows. A name is its bytes, with the flag of Unicode and without it.
            entries.add(new Entry(
                    Names.utf8(name).replace('\\', '/'),
                    fixed.getShort(8) & 0xffff,
                    fixed.getInt(4) & 0xffffffffL,
                    fixed.getInt(0) & 0xffffffffL,
                    dosTime,
                    (attributes & EXECUTABLE) != 0));
        }
        return entries;
    }

    private static byte[] name(Seekable archive, long at) throws IOException {
        ByteArrayOutputStream name = new ByteArrayOutputStream();
        byte[] some = archive.take(at, (int) Math.min(MOST_OF_A_NAME, archive.size() - at))
                .array();
        for (byte next : some) {
            if (next == 0) return name.toByteArray();
            name.write(next);
        }
        throw new Damage("The archive is damaged: a name in it has no end");
    }
}
