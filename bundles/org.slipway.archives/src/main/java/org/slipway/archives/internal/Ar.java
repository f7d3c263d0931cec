package org.slipway.archives.internal;

import java.io.IOException;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slipway.api.archive.ArchiveFormat;
import org.slipway.api.archive.ArchiveInput;
import org.slipway.api.archive.BadArchive;
import org.slipway.api.archive.TreeBuilder;
import org.slipway.api.archive.TreeBuilder.Mode;

/** Files of ar, such as static libraries, which have no directories. */
@Component(
        property = {
            ArchiveFormat.MIME_TYPE + "=application/x-archive",
            ArchiveFormat.MIME_TYPE + "=application/x-unix-archive",
            ArchiveFormat.MIME_TYPE + "=application/x-ar",
            ArchiveFormat.EXTENSION + "=.ar",
            ArchiveFormat.EXTENSION + "=.a"
        })
public final class Ar implements ArchiveFormat {
    private static final int TYPE = 0170000;
    private static final int FILE = 0100000;
    private static final int EXECUTE = 0111;

    @Activate
    public Ar() {}

    @Override
    public void unpack(ArchiveInput archive, TreeBuilder tree) throws BadArchive, IOException {
        Extract extract = new Extract(archive);
        String at = "at its beginning";
        try (Source source = new Source(archive.stream())) {
            try {
                ArReader reader = new ArReader(source.buffered());
                for (Optional<ArReader.Member> next; (next = reader.next()).isPresent(); ) {
                    at = "at '" + next.get().name() + "'";
                    unpack(next.get(), extract, tree);
                }
                extract.finish();
            } catch (IOException | RuntimeException cause) {
                throw source.blame(cause, at);
            }
        }
    }

    private static void unpack(ArReader.Member member, Extract extract, TreeBuilder tree)
            throws BadArchive, IOException {
        int type = member.mode() & TYPE;
        if (type != 0 && type != FILE) throw new BadArchive("'" + member.name() + "' is refused: it is no file");
        Optional<String> name = extract.name(member.name(), false);
        if (name.isEmpty()) return;
        Mode mode = (member.mode() & EXECUTE) != 0 ? Mode.EXECUTABLE : Mode.PLAIN;
        tree.file(name.get(), member.mtime(), mode, member.content());
    }
}
