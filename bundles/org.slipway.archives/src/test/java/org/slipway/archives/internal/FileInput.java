package org.slipway.archives.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.slipway.api.archive.ArchiveInput;

/** An archive in a file. */
record FileInput(Path file, Optional<String> extract) implements ArchiveInput {
    FileInput(Path file) {
        this(file, Optional.empty());
    }

    @Override
    public InputStream stream() throws IOException {
        return Files.newInputStream(file);
    }

    @Override
    public SeekableByteChannel channel() throws IOException {
        return Files.newByteChannel(file);
    }

    @Override
    public long size() {
        return file.toFile().length();
    }

    @Override
    public long limit() {
        return 1 << 30;
    }
}
