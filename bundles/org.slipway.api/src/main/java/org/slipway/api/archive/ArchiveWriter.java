package org.slipway.api.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Writes one kind of archive. Service properties {@link ArchiveFormat#MIME_TYPE} and {@link ArchiveFormat#EXTENSION} are those
 * of the format that reads it.
 */
@ConsumerType
public interface ArchiveWriter {

    /**
     * Writes everything in a directory but a {@code .manifest} at its top, so that whoever unpacks it has the same manifest
     * digest: names, contents, times, links, and what is executable. The stream is not closed.
     */
    void write(Path directory, OutputStream out) throws IOException;
}
