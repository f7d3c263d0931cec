package org.slipway.api.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/** The bytes of an archive. */
@ProviderType
public interface ArchiveInput {

    /** A new stream from the start; the caller closes it. */
    InputStream stream() throws IOException;

    /** A new channel for formats that must seek; the caller closes it. */
    SeekableByteChannel channel() throws IOException;

    /** In bytes. */
    long size();

    /** The most bytes that it may be when unpacked, with what is not extracted: no more has to be decompressed. */
    long limit();

    /** The top directory to unpack alone, such as {@code foo-1.0} or {@code foo-1.0/lib}; absent for everything. */
    Optional<String> extract();

    /**
     * That the format gets on, although it neither reads nor writes for long, as while a program of somebody else works for it.
     *
     * @throws IOException if nobody wants it to go on
     */
    default void sign() throws IOException {}
}
