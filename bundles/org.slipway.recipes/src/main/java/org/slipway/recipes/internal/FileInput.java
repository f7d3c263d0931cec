package org.slipway.recipes.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.slipway.api.archive.ArchiveInput;

/** An archive in a file. Stopping it makes whoever reads it fail, so that a long unpacking ends at once. */
final class FileInput implements ArchiveInput {

    private final Path file;
    private final long size;
    private final long limit;
    private final Optional<String> extract;
    private final Queue<SeekableByteChannel> open = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;

    FileInput(Path file, long size, long limit, Optional<String> extract) {
        this.file = file;
        this.size = size;
        this.limit = limit;
        this.extract = extract;
    }

    @Override
    public InputStream stream() throws IOException {
        return Channels.newInputStream(channel());
    }

    @Override
    public SeekableByteChannel channel() throws IOException {
        SeekableByteChannel channel = Files.newByteChannel(file);
        open.add(channel);
        if (stopped) {
            channel.close();
            throw new InterruptedIOException("Stopped");
        }
        return channel;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public long limit() {
        return limit;
    }

    @Override
    public Optional<String> extract() {
        return extract;
    }

    /** From the loop, while another thread reads. */
    void stop() throws IOException {
        stopped = true;
        for (SeekableByteChannel channel : open) channel.close();
    }
}
