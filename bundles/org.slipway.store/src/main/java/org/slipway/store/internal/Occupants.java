package org.slipway.store.internal;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether a process works in a tree or has something of it open, as far as this user may know. Only Linux says so: elsewhere
 * there is nobody.
 */
final class Occupants {
    private static final Path PROCESSES = Path.of("/proc");

    private Occupants() {}

    static boolean areIn(Path tree) throws IOException {
        if (!Files.isDirectory(PROCESSES)) return false;
        Path real = Path.of(tree.toRealPath().toString());
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            for (Path process : processes) if (isIn(real, process)) return true;
        } catch (DirectoryIteratorException nothingKnown) {
            return false;
        }
        return false;
    }

    private static boolean isIn(Path tree, Path process) {
        if (leads(process.resolve("cwd"), tree) || leads(process.resolve("exe"), tree)) return true;
        try (DirectoryStream<Path> open = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path file : open) if (leads(file, tree)) return true;
        } catch (IOException | DirectoryIteratorException goneOrAnothers) {
            return false;
        }
        return false;
    }

    private static boolean leads(Path link, Path tree) {
        try {
            return Files.readSymbolicLink(link).startsWith(tree);
        } catch (IOException goneOrAnothers) {
            return false;
        }
    }
}
