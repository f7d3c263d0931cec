package org.slipway.recipes.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;

import org.slipway.api.archive.ArchiveInput;

/** An archive that may still be coming. */
record ArrivingArchive(Arrival arrival, long size, long limit, Optional<String> extract) implements ArchiveInput {

    @Override
    public InputStream stream() throws IOException {
        return arrival.stream();
    }

    @Override
    public SeekableByteChannel channel() throws IOException {
        return arrival.channel();
    }

    @Override
    public void sign() throws IOException {
        arrival.sign();
    }
}
