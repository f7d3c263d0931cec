package org.slipway.transport.jetty.internal;

import java.io.IOException;
import java.nio.file.FileSystemException;

/** Why a file cannot be written, in the operating system's words. */
final class Disk {

    private Disk() {}

    static String detail(IOException failure) {
        if (failure instanceof FileSystemException file)
            return file.getFile() + ": " + (file.getReason() == null ? named(file) : file.getReason());
        return String.valueOf(failure.getMessage());
    }

    private static String named(FileSystemException failure) {
        return switch (failure.getClass().getSimpleName()) {
            case "NoSuchFileException" -> "no such directory";
            case "AccessDeniedException" -> "permission denied";
            default -> failure.getClass().getSimpleName();
        };
    }
}
