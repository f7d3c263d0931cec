package org.slipway.cli.internal;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import org.slipway.api.store.Progress;
import org.slipway.model.ManifestDigest;

/** {@code store export}: an implementation as an archive that {@code store add} takes elsewhere. */
final class StoreExport extends StoreCommand {
    private final ArchiveWriters writers;

    StoreExport(Services services, Console console, ArchiveWriters writers) {
        super(services, console, "store export", "DIGEST OUTPUT-ARCHIVE [MIME-TYPE]", Option.JSON);
        this.writers = writers;
    }

    @Override
    int work(Invocation invocation, Task task) throws Exception {
        List<String> words = invocation.words();
        if (words.size() < 2 || words.size() > 3) throw new WrongUsage();
        ManifestDigest digest = Digests.typed(words.get(0));
        Path stored = Digests.stored(digest, services.store);
        ArchiveWriters.Kind kind = kind(words);
        Path archive = path(words.get(1));
        checkPlace(archive);
        task.begin("Exporting " + digest);
        export(stored, kind, archive, task);
        tell(invocation, digest, archive);
        return 0;
    }

    private ArchiveWriters.Kind kind(List<String> words) throws Complaint {
        String known = ": it must end with " + String.join(", ", writers.extensions());
        if (words.size() == 3)
            return writers.ofType(words.get(2))
                    .orElseThrow(() -> new Complaint("Archives of the type '" + words.get(2)
                            + "' cannot be written. Leave it out and choose the type by the file's name" + known));
        return writers.ofName(words.get(1))
                .orElseThrow(() -> new Complaint(
                        "The name '" + words.get(1) + "' does not say what kind of archive to write" + known));
    }

    /** Or it would be told of the file that is beside it first. */
    private static void checkPlace(Path archive) throws Complaint {
        Path directory = archive.toAbsolutePath().getParent();
        if (Files.isDirectory(archive))
            throw new Complaint("'" + archive + "' is a directory: name the file that is to be written");
        if (!Files.isDirectory(directory))
            throw new Complaint("There is no directory '" + directory + "' to write the archive into");
        if (!Files.isWritable(directory)) throw new Complaint("You may not write into '" + directory + "'");
    }

    /** Beside the archive first, so that what has its name is whole. */
    private static void export(Path stored, ArchiveWriters.Kind kind, Path archive, Task task) throws IOException {
        Path directory = archive.toAbsolutePath().getParent();
        Path unfinished = Files.createTempFile(directory, ".slipway-", ".part");
        try {
            try (OutputStream out = new Counted(Files.newOutputStream(unfinished), task)) {
                kind.writer().write(stored, out);
            }
            Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rw-r--r--"));
            Files.move(unfinished, archive, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** Tells how many bytes have gone through. */
    static final class Counted extends FilterOutputStream {
        private final Progress progress;

        Counted(OutputStream out, Progress progress) {
            super(new BufferedOutputStream(out, 64 * 1024));
            this.progress = progress;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            progress.more(1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            progress.more(length);
        }
    }
}
