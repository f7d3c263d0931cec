package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

import org.slipway.api.store.ManifestLines;

/**
 * Keeps the lines of a manifest until they are known to be all. What is too much for the memory is kept in a file that has
 * lost its name already, so that it never stays behind.
 */
final class KeptLines implements ManifestLines, AutoCloseable {
    private static final int MEMORY = 1 << 20;
    private static final int PIECE = 1 << 16;

    private final int memory;
    private final ByteArrayOutputStream first = new ByteArrayOutputStream();
    private FileChannel rest;

    KeptLines() {
        this(MEMORY);
    }

    /** @param memory so many bytes are kept there */
    KeptLines(int memory) {
        this.memory = memory;
    }

    @Override
    public void add(String line) throws IOException {
        first.writeBytes(line.getBytes(UTF_8));
        if (first.size() > memory) spill();
    }

    private void spill() throws IOException {
        if (rest == null) rest = nameless();
        OutputStream out = Channels.newOutputStream(rest);
        first.writeTo(out);
        first.reset();
    }

    private static FileChannel nameless() throws IOException {
        Path file = Path.of(System.getProperty("java.io.tmpdir"), "slipway-" + UUID.randomUUID());
        return FileChannel.open(
                file,
                Set.of(
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /** All of them, as the result. */
    void writeTo(Console console) throws IOException {
        InputStream all = all();
        for (byte[] piece; (piece = all.readNBytes(PIECE)).length > 0; ) console.write(piece);
    }

    /** What stands between the quotes of all of them as a string of JSON. */
    void writeAsJsonTo(Console console) throws IOException {
        Reader reader = new InputStreamReader(all(), UTF_8);
        char[] part = new char[PIECE];
        for (int length; (length = reader.read(part)) > 0; )
            console.write(JsonText.inside(new String(part, 0, length)).getBytes(UTF_8));
    }

    private InputStream all() throws IOException {
        if (rest == null) return new ByteArrayInputStream(first.toByteArray());
        spill();
        rest.position(0);
        return Channels.newInputStream(rest);
    }

    @Override
    public void close() throws IOException {
        if (rest != null) rest.close();
    }
}
