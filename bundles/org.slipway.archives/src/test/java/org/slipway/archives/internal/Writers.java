package org.slipway.archives.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.slipway.testkit.ArchiveFormatContract;
import org.slipway.testkit.ArchiveFormatContract.Entry;
import org.slipway.testkit.ArchiveFormatContract.Kind;

/** Write archives with any names. A character from U+DC80 to U+DCFF in a name is a single byte that is no UTF-8. */
final class Writers {
    private static final long MTIME = ArchiveFormatContract.MTIME;

    private Writers() {}

    static byte[] bytes(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next >= 0xdc80 && next <= 0xdcff && !(i > 0 && Character.isHighSurrogate(text.charAt(i - 1))))
                bytes.write(next);
            else if (Character.isHighSurrogate(next))
                bytes.writeBytes(text.substring(i, i++ + 2).getBytes(StandardCharsets.UTF_8));
            else bytes.writeBytes(text.substring(i, i + 1).getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static int mode(Entry entry) {
        return entry.kind() == Kind.FILE ? 0644 : 0755;
    }

    static byte[] tar(List<Entry> entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Entry entry : entries) {
            char type =
                    switch (entry.kind()) {
                        case FILE, EXECUTABLE -> '0';
                        case HARD_LINK -> '1';
                        case SYMLINK -> '2';
                        case DIRECTORY -> '5';
                    };
            boolean file = type == '0';
            tar(out, entry.name(), type, mode(entry), file ? entry.text() : "", file ? "" : entry.text());
        }
        out.writeBytes(new byte[1024]);
        return out.toByteArray();
    }

    static void tar(ByteArrayOutputStream out, String name, char type, int mode, String text, String link) {
        byte[] rawName = bytes(name);
        byte[] rawLink = bytes(link);
        if (rawName.length > 100) tar(out, "long", 'L', 0, name + "\0", "");
        if (rawLink.length > 100) tar(out, "long", 'K', 0, link + "\0", "");
        byte[] content = bytes(text);
        ByteBuffer header = ByteBuffer.allocate(512);
        header.put(0, rawName, 0, Math.min(100, rawName.length));
        octal(header, 100, 8, mode);
        octal(header, 108, 8, 0);
        octal(header, 116, 8, 0);
        octal(header, 124, 12, content.length);
        octal(header, 136, 12, MTIME);
        header.put(156, (byte) type);
        header.put(157, rawLink, 0, Math.min(100, rawLink.length));
        header.put(257, "ustar\00000".getBytes(StandardCharsets.ISO_8859_1));
        header.put(148, "        ".getBytes(StandardCharsets.ISO_8859_1));
        int sum = 0;
        for (byte next : header.array()) sum += next & 0xff;
        octal(header, 148, 8, sum);
        out.writeBytes(header.array());
        out.writeBytes(content);
        out.writeBytes(new byte[-content.length & 511]);
    }

    private static void octal(ByteBuffer header, int offset, int length, long value) {
        String digits = Long.toOctalString(value);
        header.put(offset, ("0".repeat(length - 1 - digits.length()) + digits).getBytes(StandardCharsets.ISO_8859_1));
    }

    static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    static byte[] zip(List<Entry> entries) {
        RawZip zip = new RawZip();
        for (Entry entry : entries) zip(zip, entry);
        return zip.bytes();
    }

    static RawZip.Entry zip(RawZip zip, Entry entry) {
        boolean directory = entry.kind() == Kind.DIRECTORY;
        RawZip.Entry raw = zip.add("", entry.text());
        raw.name = bytes(directory ? entry.name() + "/" : entry.name());
        raw.localName = raw.name;
        raw.attributes = (entry.kind() == Kind.SYMLINK ? 0120777 : 0100000 | mode(entry)) << 16;
        raw.localExtra = RawZip.numbers(9)
                .putShort((short) 0x5455)
                .putShort((short) 5)
                .put((byte) 1)
                .putInt((int) MTIME)
                .array();
        return raw;
    }

    static byte[] sevenZip(List<Entry> entries) throws IOException {
        SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel();
        try (SevenZOutputFile out = new SevenZOutputFile(channel)) {
            for (Entry entry : entries) sevenZip(out, entry);
        }
        return Arrays.copyOf(channel.array(), (int) channel.size());
    }

    static byte[] sevenZip(String name, int mode) throws IOException {
        SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel();
        try (SevenZOutputFile out = new SevenZOutputFile(channel)) {
            SevenZArchiveEntry header = new SevenZArchiveEntry();
            header.setName(name);
            header.setWindowsAttributes(mode << 16 | 0x8000);
            header.setHasWindowsAttributes(true);
            out.putArchiveEntry(header);
            out.write(bytes("x"));
            out.closeArchiveEntry();
        }
        return Arrays.copyOf(channel.array(), (int) channel.size());
    }

    private static void sevenZip(SevenZOutputFile out, Entry entry) throws IOException {
        boolean directory = entry.kind() == Kind.DIRECTORY;
        SevenZArchiveEntry header = new SevenZArchiveEntry();
        header.setName(entry.name());
        header.setDirectory(directory);
        header.setLastModifiedTime(FileTime.from(Instant.ofEpochSecond(MTIME)));
        int mode = entry.kind() == Kind.SYMLINK ? 0120777 : (directory ? 040000 : 0100000) | mode(entry);
        header.setWindowsAttributes(mode << 16 | 0x8000 | (directory ? 0x10 : 0x20));
        header.setHasWindowsAttributes(true);
        out.putArchiveEntry(header);
        if (!directory) out.write(bytes(entry.text()));
        out.closeArchiveEntry();
    }

    /** With names as BSD has them. */
    static byte[] ar(List<Entry> entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(bytes("!<arch>\n"));
        for (Entry entry : entries) ar(out, entry.name(), 0100000 | mode(entry), bytes(entry.text()));
        return out.toByteArray();
    }

    static void ar(ByteArrayOutputStream out, String name, int mode, byte[] content) {
        byte[] rawName = bytes(name);
        int length = rawName.length + content.length;
        out.writeBytes(bytes(
                String.format("%-16s%-12d%-6d%-6d%-8o%-10d`\n", "#1/" + rawName.length, MTIME, 0, 0, mode, length)));
        out.writeBytes(rawName);
        out.writeBytes(content);
        if (length % 2 != 0) out.write('\n');
    }

    static byte[] deb(byte[] tar) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(bytes("!<arch>\n"));
        ar(out, "debian-binary", 0100644, bytes("2.0\n"));
        ar(out, "control.tar.gz", 0100644, gzip(tar(List.of())));
        ar(out, "data.tar.gz", 0100644, gzip(tar));
        return out.toByteArray();
    }

    static byte[] gem(byte[] tar) throws IOException {
        String data = new String(gzip(tar), StandardCharsets.ISO_8859_1)
                .codePoints()
                .map(octet -> octet < 0x80 ? octet : 0xdc00 + octet)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        tar(out, "metadata.gz", '0', 0444, "", "");
        tar(out, "data.tar.gz", '0', 0444, data, "");
        out.writeBytes(new byte[1024]);
        return out.toByteArray();
    }

    static byte[] rpm(List<Entry> entries) {
        ByteArrayOutputStream cpio = new ByteArrayOutputStream();
        int inode = 1;
        for (Entry entry : entries) {
            int type =
                    switch (entry.kind()) {
                        case SYMLINK -> 0120000;
                        case DIRECTORY -> 0040000;
                        default -> 0100000;
                    };
            cpio(
                    cpio,
                    entry.name(),
                    type | mode(entry),
                    inode++,
                    1,
                    entry.kind() == Kind.DIRECTORY ? "" : entry.text());
        }
        return rpm(cpio);
    }

    static byte[] rpm(ByteArrayOutputStream cpio) {
        cpio(cpio, "TRAILER!!!", 0, 0, 1, "");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(96).putInt(0xedabeedb).array());
        for (int i = 0; i < 2; i++)
            out.writeBytes(ByteBuffer.allocate(16).putInt(0x8eade801).array());
        out.writeBytes(cpio.toByteArray());
        return out.toByteArray();
    }

    static void cpio(ByteArrayOutputStream out, String name, int mode, int inode, int links, String text) {
        byte[] rawName = bytes(name + "\0");
        byte[] content = bytes(text);
        out.writeBytes(bytes("070701"));
        int[] fields = {inode, mode, 0, 0, links, (int) MTIME, content.length, 0, 0, 0, 0, rawName.length, 0};
        for (int field : fields) out.writeBytes(bytes(String.format("%08x", field)));
        out.writeBytes(rawName);
        out.writeBytes(new byte[-(110 + rawName.length) & 3]);
        out.writeBytes(content);
        out.writeBytes(new byte[-content.length & 3]);
    }

    /** Of one file that is not compressed. */
    static byte[] cab(String name, String text) {
        return cab(List.of(name), text);
    }

    /** All files have the same text. */
    static byte[] cab(List<String> names, String text) {
        byte[] content = bytes(text.repeat(names.size()));
        int length = content.length / names.size();
        int files = 36 + 8;
        int data = files
                + names.stream()
                        .mapToInt(name -> 16 + bytes(name + "\0").length)
                        .sum();
        int size = data + 8 + content.length;
        ByteBuffer cabinet = RawZip.numbers(size)
                .putInt(0x4643534d)
                .putInt(0)
                .putInt(size)
                .putInt(0)
                .putInt(files)
                .putInt(0)
                .putShort((short) 0x103)
                .putShort((short) 1)
                .putShort((short) names.size())
                .putShort((short) 0)
                .putInt(0);
        cabinet.putInt(data).putShort((short) 1).putShort((short) 0);
        for (int i = 0; i < names.size(); i++) {
            cabinet.putInt(length).putInt(i * length).putShort((short) 0);
            cabinet.putInt(0x60005a21).putShort((short) 0).put(bytes(names.get(i) + "\0"));
        }
        ByteBuffer sizes = RawZip.numbers(4).putShort((short) content.length).putShort((short) content.length);
        int sum = CabFolder.sum(sizes.array(), 0, 4, CabFolder.sum(content, 0, content.length, 0));
        return cabinet.putInt(sum).put(sizes.flip()).put(content).array();
    }
}
