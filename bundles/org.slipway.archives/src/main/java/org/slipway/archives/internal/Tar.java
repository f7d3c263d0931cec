package org.slipway.archives.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

import org.slipway.api.archive.ArchiveInput;
import org.slipway.api.archive.BadArchive;
import org.slipway.api.archive.TreeBuilder;
import org.slipway.api.archive.TreeBuilder.Mode;

/** Unpacks tar files. Owners are ignored; of the mode only the execute bits count. */
final class Tar {
    private static final int EXECUTE = 0111;

    private Tar() {}

    static void unpack(ArchiveInput archive, TreeBuilder tree, Compression compression) throws BadArchive, IOException {
        try (Source source = new Source(archive.stream())) {
            unpack(source, source.unclosed(), archive, tree, compression);
        }
    }

    /**
     * @param source whose fault it may be; not closed
     * @param compressed what is in the source, or a part of it
     */
    static void unpack(
            Source source, InputStream compressed, ArchiveInput archive, TreeBuilder tree, Compression compression)
            throws BadArchive, IOException {
        String at = "at its beginning";
        try (InputStream plain = new Bounded(plain(compressed, compression), archive.limit())) {
            Extract extract = new Extract(archive);
            TarReader reader = new TarReader(plain);
            for (Optional<TarEntry> next; (next = reader.next()).isPresent(); ) {
                at = "at '" + next.get().name() + "'";
                unpack(next.get(), extract, tree);
            }
            at = "at its end";
            // A compressor's checksum stands behind the last byte.
            plain.transferTo(OutputStream.nullOutputStream());
            extract.finish();
        } catch (IOException | RuntimeException cause) {
            throw source.blame(cause, at);
        }
    }

    private static InputStream plain(InputStream compressed, Compression compression) throws IOException {
        boolean takesTime = compression != Compression.NONE;
        return takesTime ? Ahead.of(() -> compression.open(compressed)) : compression.open(compressed);
    }

    private static void unpack(TarEntry entry, Extract extract, TreeBuilder tree) throws BadArchive, IOException {
        Optional<String> wanted = extract.name(entry.name(), entry.type() == TarEntry.DIRECTORY);
        if (wanted.isEmpty()) return;
        String name = wanted.get();
        switch (entry.type()) {
            case TarEntry.DIRECTORY -> tree.directory(name, entry.mtime());
            case TarEntry.SYMLINK -> tree.symlink(name, entry.link());
            case TarEntry.HARD_LINK -> {
                Optional<String> target = extract.name(entry.link(), false);
                if (target.isEmpty())
                    throw new BadArchive("'" + entry.name() + "' is a link to '" + entry.link()
                            + "', which is not in the directory that is extracted");
                tree.hardLink(name, target.get());
            }
            case TarEntry.FILE ->
                tree.file(
                        name,
                        entry.mtime(),
                        (entry.mode() & EXECUTE) != 0 ? Mode.EXECUTABLE : Mode.PLAIN,
                        entry.content());
            default -> throw new BadArchive("'" + entry.name() + "' is not a file, directory or link");
        }
    }
}
