package org.slipway.archives.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZMethod;
import org.apache.commons.compress.archivers.sevenz.SevenZMethodConfiguration;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** Archives that lead into the corners of a reader. */
final class FuzzSamples {
    private FuzzSamples() {}

    static byte[] pax() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Writers.tar(out, "g", 'g', 0644, "16 comment=hello\n", "");
        Writers.tar(out, "x", 'x', 0644, "15 path=a/long\n20 mtime=12345.6789\n11 size=10\n", "");
        Writers.tar(out, "short", '0', 0644, "0123456789", "");
        Writers.tar(out, "x", 'x', 0644, "19 linkpath=../away\n", "");
        Writers.tar(out, "l", '2', 0777, "", "x");
        out.writeBytes(new byte[1024]);
        return out.toByteArray();
    }

    static byte[] sparse() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String records =
                "22 GNU.sparse.major=1\n22 GNU.sparse.minor=0\n23 GNU.sparse.name=holes\n29 GNU.sparse.realsize=10000\n";
        Writers.tar(out, "x", 'x', 0644, records, "");
        String map = "2\n0\n5\n9000\n5\n";
        Writers.tar(out, "s", '0', 0644, map + "\0".repeat(512 - map.length()) + "helloworld", "");
        String old = "22 GNU.sparse.size=100\n24 GNU.sparse.map=0,5,50,5\n";
        Writers.tar(out, "x", 'x', 0644, old, "");
        Writers.tar(out, "t", '0', 0644, "helloworld", "");
        out.writeBytes(new byte[1024]);
        return out.toByteArray();
    }

    static byte[] zip() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
            zip.setUseZip64(Zip64Mode.Always);
            for (String name : List.of("a", "b/c", "ü")) {
                zip.putArchiveEntry(new ZipArchiveEntry(name));
                zip.write("text ".repeat(100).getBytes(StandardCharsets.UTF_8));
                zip.closeArchiveEntry();
            }
        }
        return out.toByteArray();
    }

    static byte[] sevenZip() throws IOException {
        SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel();
        try (SevenZOutputFile out = new SevenZOutputFile(channel)) {
            for (SevenZMethod method : List.of(
                    SevenZMethod.COPY,
                    SevenZMethod.LZMA,
                    SevenZMethod.LZMA2,
                    SevenZMethod.BZIP2,
                    SevenZMethod.DEFLATE)) {
                out.setContentMethods(List.of(
                        new SevenZMethodConfiguration(SevenZMethod.DELTA_FILTER),
                        new SevenZMethodConfiguration(method)));
                SevenZArchiveEntry entry = new SevenZArchiveEntry();
                entry.setName(method.toString());
                out.putArchiveEntry(entry);
                out.write("text ".repeat(100).getBytes(StandardCharsets.UTF_8));
                out.closeArchiveEntry();
            }
        }
        return Arrays.copyOf(channel.array(), (int) channel.size());
    }

    static byte[] links() {
        ByteArrayOutputStream cpio = new ByteArrayOutputStream();
        for (String name : List.of("a", "b/c", "d", "e")) Writers.cpio(cpio, name, 0100755, 7, 4, "");
        Writers.cpio(cpio, "f", 0100755, 7, 4, "text");
        return Writers.rpm(cpio);
    }

    static byte[] cab(Random random) {
        byte[] cabinet = Writers.cab(random.nextBoolean() ? "d\\f" : "..\\x", "text ".repeat(20));
        // Without a checksum, what is behind it is reached.
        if (random.nextBoolean()) Arrays.fill(cabinet, cabinet.length - 108, cabinet.length - 104, (byte) 0);
        if (random.nextInt(4) == 0) cabinet[42] = CabFolder.MSZIP;
        return cabinet;
    }
}
