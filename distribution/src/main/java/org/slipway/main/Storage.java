package org.slipway.main;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Where the framework keeps its notes: a directory of this process alone, so that it is never stale and never shared. */
record Storage(Path directory) implements AutoCloseable {
    static Storage of(Path home) throws IOException {
        Path memory = Path.of("/dev/shm");
        Path directory = Files.isWritable(memory)
                ? Files.createTempDirectory(memory, "slipway-")
                : Files.createTempDirectory("slipway-");
        Storage storage = new Storage(directory);
        Runtime.getRuntime().addShutdownHook(new Thread(storage::delete, "slipway-storage"));
        return storage;
    }

    @Override
    public void close() {
        delete();
    }

    private void delete() {
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                    Files.deleteIfExists(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException leftBehind) {
            // Nobody reads it, and the next start of the machine deletes it.
        }
    }
}
