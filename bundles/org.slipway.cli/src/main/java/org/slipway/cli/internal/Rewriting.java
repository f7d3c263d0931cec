package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Set;

import org.slipway.api.settings.AtomicFiles;

/** Replaces files that are the user's own: who may read one may read it afterwards. */
record Rewriting(AtomicFiles files) {
    /** @param before what it was when the work on it began: what somebody has written since must not be lost */
    void replace(Path file, byte[] before, byte[] content) throws IOException, Complaint {
        if (!Arrays.equals(before, Files.readAllBytes(file)))
            throw new Complaint("'" + file + "' has been changed meanwhile, and is left as it is. Try again");
        replace(file, content);
    }

    /** A link stays one: what it leads to is replaced. */
    void replace(Path named, byte[] content) throws IOException {
        boolean isThere = Files.exists(named);
        Path file = isThere ? named.toRealPath() : named;
        Set<PosixFilePermission> before = isThere ? Files.getPosixFilePermissions(file) : Set.of();
        files.replace(file, content);
        if (!before.isEmpty() && !before.equals(Files.getPosixFilePermissions(file)))
            Files.setPosixFilePermissions(file, before);
    }
}
