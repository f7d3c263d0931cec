package org.slipway.store.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** A file that is open on a {@link MortalDisk}. */
final class MortalChannel extends FileChannel {
    private final MortalDisk disk;
    private final FileChannel real;
    private final Object file;

    /** @param file what it is whatever it is called */
    MortalChannel(MortalDisk disk, FileChannel real, Object file) {
        this.disk = disk;
        this.real = real;
        this.file = file;
    }

    private interface Write<T> {
        T run() throws IOException;
    }

    private <T> T write(Write<T> write) throws IOException {
        disk.operation();
        disk.wrote(file);
        return write.run();
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
        disk.look();
        return real.read(to);
    }

    @Override
    public long read(ByteBuffer[] to, int offset, int length) throws IOException {
        disk.look();
        return real.read(to, offset, length);
    }

    @Override
    public int read(ByteBuffer to, long position) throws IOException {
        disk.look();
        return real.read(to, position);
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        return write(() -> real.write(from));
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) throws IOException {
        return write(() -> real.write(from, offset, length));
    }

    @Override
    public int write(ByteBuffer from, long position) throws IOException {
        return write(() -> real.write(from, position));
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        return write(() -> real.truncate(size));
    }

    @Override
    public void force(boolean everything) throws IOException {
        disk.operation();
        real.force(everything);
        disk.forced(file);
    }

    @Override
    public long position() throws IOException {
        return real.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
        return real.position(position);
    }

    @Override
    public long size() throws IOException {
        return real.size();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        disk.look();
        return real.transferTo(position, count, target);
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) throws IOException {
        return write(() -> real.transferFrom(source, position, count));
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw new UnsupportedOperationException("Nobody maps files of a store");
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
        disk.look();
        return real.lock(position, size, shared);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        disk.look();
        return real.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        real.close();
    }
}
