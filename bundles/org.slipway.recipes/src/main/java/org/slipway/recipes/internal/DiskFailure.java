package org.slipway.recipes.internal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

/** What the file system has against it, in a few words. */
final class DiskFailure {

    private DiskFailure() {}

    static String words(IOException failure) {
        if (failure instanceof AccessDeniedException denied) return "Permission denied: " + denied.getFile();
        boolean noMessage =
                failure.getMessage() == null || failure instanceof FileSystemException file && file.getReason() == null;
        return noMessage ? failure.toString().replaceFirst("^[a-z.]+", "") : failure.getMessage();
    }
}
