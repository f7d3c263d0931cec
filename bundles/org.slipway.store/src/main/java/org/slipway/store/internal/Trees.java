package org.slipway.store.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** How what is in a store is protected. */
final class Trees {
    private static final Set<PosixFilePermission> READABLE = Set.copyOf(PosixFilePermissions.fromString("r--r--r--"));
    private static final Set<PosixFilePermission> EXECUTABLE = Set.copyOf(PosixFilePermissions.fromString("r-xr-xr-x"));
    private static final int PERMISSIONS = 07777;
    private static final int READABLE_MODE = 0444;
    private static final int EXECUTABLE_MODE = 0555;

    private Trees() {}

    /** What an entry of a store may be: nobody writes; everybody reads, and executes what anybody may. */
    static Set<PosixFilePermission> protection(boolean executable) {
        return executable ? EXECUTABLE : READABLE;
    }

    /** @param mode as the system has it, with the kind of file or without */
    static boolean isProtected(int mode, boolean executable) {
        return (mode & PERMISSIONS) == (executable ? EXECUTABLE_MODE : READABLE_MODE);
    }

    /** Moving a directory to another parent rewrites its {@code ..}, for which it must be writable. */
    static void makeMovable(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
