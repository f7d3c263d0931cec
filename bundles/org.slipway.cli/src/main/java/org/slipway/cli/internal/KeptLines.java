package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import org.slipway.api.store.ManifestLines;

/**
 * Keeps the lines of a manifest until they are known to be all. What is too much for the memory is kept in a file that has
 * lost its name already, so that it never stays behind.
 */
final class KeptLines implements ManifestLines, AutoCloseable {
    private static final int MEMORY = 1 << 20;

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
        each(console::write);
    }

    /** All of them, however long that is. */
    String text() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        each(all::writeBytes);
        return all.toString(UTF_8);
    }

    private void each(Consumer<byte[]> piece) throws IOException {
        if (rest != null) {
            spill();
            rest.position(0);
            ByteBuffer read = ByteBuffer.allocate(1 << 16);
            for (int length; (length = rest.read(read.clear())) > 0; )
                piece.accept(Arrays.copyOf(read.array(), length));
        }
        piece.accept(first.toByteArray());
    }

    @Override
    public void close() throws IOException {
        if (rest != null) rest.close();
    }
}
