package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;

/** What is wrong with a file. */
final class FileSentences {
    private FileSentences() {}

    static String of(IOException problem) {
        if (problem instanceof NoSuchFileException missing) return missing.getFile() + " does not exist";
        if (problem instanceof AccessDeniedException denied) return denied.getFile() + " may not be used by you";
        if (problem instanceof FileAlreadyExistsException there) return there.getFile() + " is in the way";
        if (problem instanceof FileSystemLoopException loop)
            return loop.getFile() + " is a link that leads back to itself";
        if (problem instanceof FileSystemException other && "Not a directory".equals(other.getReason()))
            return other.getFile() + " cannot be there: a file is where a directory must be. Move that file away";
        if (problem instanceof FileSystemException other && other.getReason() != null)
            return other.getFile() + ": " + other.getReason();
        return problem.getMessage() == null ? problem.getClass().getSimpleName() : problem.getMessage();
    }
}
