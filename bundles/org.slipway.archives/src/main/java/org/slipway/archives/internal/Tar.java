package org.slipway.archives.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slipway.api.archive.ArchiveInput;
import org.slipway.api.archive.BadArchive;
import org.slipway.api.archive.TreeBuilder;
import org.slipway.api.archive.TreeBuilder.Mode;

/** Unpacks tar files: POSIX, GNU and old ones. Owners are ignored; of the mode only the execute bits count. */
final class Tar {
    private static final int EXECUTE = 0111;
    private static final long PADDING = 64 << 20;

    private Tar() {}

    static void unpack(ArchiveInput archive, TreeBuilder tree, Compression compression) throws BadArchive, IOException {
        try (InputStream bytes = archive.stream()) {
            unpack(bytes, new Extract(archive), tree, compression);
        }
    }

    /** @param compressed not closed */
    static void unpack(InputStream compressed, Extract extract, TreeBuilder tree, Compression compression)
            throws BadArchive, IOException {
        Source source = new Source(compressed);
        try {
            InputStream plain = compression.open(source);
            TarArchiveInputStream tar = new TarArchiveInputStream(plain, StandardCharsets.UTF_8.name());
            for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
                Optional<String> name = extract.name(entry.getName());
                if (name.isPresent()) unpack(entry, name.get(), tar, extract, tree);
            }
            drain(plain);
        } catch (IOException | RuntimeException cause) {
            throw source.blame(cause);
        }
        extract.finish();
    }

    private static void unpack(
            TarArchiveEntry entry, String name, TarArchiveInputStream tar, Extract extract, TreeBuilder tree)
            throws BadArchive, IOException {
        long mtime = entry.getLastModifiedTime().toInstant().getEpochSecond();
        if (entry.isGlobalPaxHeader()) return;
        if (entry.isDirectory()) {
            tree.directory(name, mtime);
        } else if (entry.isSymbolicLink()) {
            tree.symlink(name, entry.getLinkName());
        } else if (entry.isLink()) {
            Optional<String> target = extract.name(entry.getLinkName());
            if (target.isEmpty())
                throw new BadArchive("'" + entry.getName() + "' is a link to '" + entry.getLinkName()
                        + "', which is not in the directory that is extracted");
            tree.hardLink(name, target.get());
        } else if (entry.isFile() && !isSpecial(entry)) {
            if (!tar.canReadEntryData(entry))
                throw new BadArchive("'" + entry.getName() + "' is stored in an unknown way");
            tree.file(name, mtime, (entry.getMode() & EXECUTE) != 0 ? Mode.EXECUTABLE : Mode.PLAIN, tar);
        } else {
            throw new BadArchive("'" + entry.getName() + "' is not a file, directory or link");
        }
    }

    private static boolean isSpecial(TarArchiveEntry entry) {
        return entry.isBlockDevice() || entry.isCharacterDevice() || entry.isFIFO();
    }

    /** Reads what follows the last entry, since only there a compressor's checksum stands. */
    private static void drain(InputStream plain) throws BadArchive, IOException {
        byte[] buffer = new byte[64 * 1024];
        long total = 0;
        for (int read; (read = plain.read(buffer)) >= 0; ) {
            total += read;
            if (total > PADDING) throw new BadArchive("The archive goes on for long after its last entry");
        }
    }
}
