package org.slipway.archives.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** Writes zip files in which everything can be wrong. */
final class RawZip {
    static final int NOON = 0x5a216000;

    /** An entry that is not compressed. The two headers agree where a test does not change one. */
    static final class Entry {
        byte[] name;
        byte[] data;
        int host = ZipEntry.UNIX;
        int attributes = 0100644 << 16;
        int flags;
        int method;
        int dosTime = NOON;
        byte[] localExtra = {};
        byte[] extra = {};
        byte[] localName;
        long localSize;
        long size;
        long crc;

        Entry(String name, String data) {
            this.name = name.getBytes(StandardCharsets.UTF_8);
            this.localName = this.name;
            this.data = data.getBytes(StandardCharsets.UTF_8);
            this.size = this.data.length;
            this.localSize = size;
            CRC32 checksum = new CRC32();
            checksum.update(this.data);
            this.crc = checksum.getValue();
        }
    }

    private final List<Entry> entries = new ArrayList<>();

    Entry add(String name, String data) {
        Entry entry = new Entry(name, data);
        entries.add(entry);
        return entry;
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream directory = new ByteArrayOutputStream();
        for (Entry entry : entries) {
            int offset = out.size();
            out.writeBytes(numbers(30)
                    .putInt(0x04034b50)
                    .putShort((short) 20)
                    .putShort((short) entry.flags)
                    .putShort((short) entry.method)
                    .putInt(entry.dosTime)
                    .putInt((int) entry.crc)
                    .putInt((int) entry.localSize)
                    .putInt((int) entry.localSize)
                    .putShort((short) entry.localName.length)
                    .putShort((short) entry.localExtra.length)
                    .array());
            out.writeBytes(entry.localName);
            out.writeBytes(entry.localExtra);
            out.writeBytes(entry.data);
            directory.writeBytes(numbers(46)
                    .putInt(0x02014b50)
                    .put((byte) 20)
                    .put((byte) entry.host)
                    .putShort((short) 20)
                    .putShort((short) entry.flags)
                    .putShort((short) entry.method)
                    .putInt(entry.dosTime)
                    .putInt((int) entry.crc)
                    .putInt((int) entry.size)
                    .putInt((int) entry.size)
                    .putShort((short) entry.name.length)
                    .putShort((short) entry.extra.length)
                    .putShort((short) 0)
                    .putInt(0)
                    .putInt(entry.attributes)
                    .putInt(offset)
                    .array());
            directory.writeBytes(entry.name);
            directory.writeBytes(entry.extra);
        }
        int start = out.size();
        out.writeBytes(directory.toByteArray());
        out.writeBytes(numbers(22)
                .putInt(0x06054b50)
                .putInt(0)
                .putShort((short) entries.size())
                .putShort((short) entries.size())
                .putInt(directory.size())
                .putInt(start)
                .putShort((short) 0)
                .array());
        return out.toByteArray();
    }

    static ByteBuffer numbers(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
