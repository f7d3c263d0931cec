package org.slipway.api.archive;

import java.io.IOException;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Reads one kind of archive. Service properties {@link #MIME_TYPE} (lower case) and {@link #EXTENSION} (lower case, with the
 * dot; the longest that fits decides); {@link #PROGRAM} if archives of the format, or some of them, are unpacked by a program
 * of somebody else.
 */
@ConsumerType
public interface ArchiveFormat {
    String MIME_TYPE = "archive.mime-type";
    String EXTENSION = "archive.extension";

    /** The service property that names the programs any one of which will do, as on the {@code PATH}. */
    String PROGRAM = "archive.program";

    /**
     * Puts every entry into the tree. Entries outside {@link ArchiveInput#extract()} are left out, the others without it.
     *
     * @throws BadArchive if the archive is broken, or not of this format, or the builder refuses an entry
     * @throws IOException if the input cannot be read or the tree not written
     */
    void unpack(ArchiveInput archive, TreeBuilder tree) throws BadArchive, IOException;
}
