package org.slipway.settings.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slipway.api.settings.AtomicFiles;

/** Writes beside the file, through to the disk, then renames. */
@Component
public final class RenamedFiles implements AtomicFiles {

    private final OwnedFiles owned = new OwnedFiles();

    @Activate
    public RenamedFiles() {}

    @Override
    public void replace(Path file, byte[] content) throws IOException {
        Path directory = Files.createDirectories(file.toAbsolutePath().getParent());
        Path temporary = owned.in(directory);
        try {
            write(temporary, content);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (FileSystemException failed) {
            throw temporary.toString().equals(failed.getFile()) ? about(file, failed) : failed;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Nobody knows the name of what stands in for the file. */
    private static FileSystemException about(Path file, FileSystemException failed) {
        if (failed instanceof AccessDeniedException) return new AccessDeniedException(file.toString());
        if (failed instanceof NoSuchFileException)
            return new NoSuchFileException(file.toAbsolutePath().getParent().toString());
        return new FileSystemException(file.toString(), null, failed.getReason());
    }

    private static void write(Path file, byte[] content) throws IOException {
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) out.write(rest);
            out.force(true);
        }
    }
}
