package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/** What nobody but the user and root can change. */
final class OnlyOurs {
    private static final int STICKY = 01000;

    private OnlyOurs() {}

    /** Whoever owns what this process makes. */
    static UserPrincipal self() throws IOException {
        Path made = Files.createTempFile("slipway", null);
        try {
            return Files.getOwner(made);
        } finally {
            Files.delete(made);
        }
    }

    /** Looks at a file, and at every directory and link that leads to it. */
    static void check(Path file, UserPrincipal self) throws Complaint, IOException {
        for (Path path = file.toAbsolutePath(); path != null; path = path.getParent()) {
            PosixFileAttributes found =
                    Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            String owner = found.owner().getName();
            if (!found.owner().equals(self) && !owner.equals("root"))
                throw new Complaint(path + " belongs to " + owner + ", who could put anything there");
            if (found.isSymbolicLink()) check(path.resolveSibling(Files.readSymbolicLink(path)), self);
            else if (isShared(found.permissions()) && !isSticky(path, found))
                throw new Complaint("others can write to " + path + ". If you know what is there: chmod go-w " + path);
        }
    }

    private static boolean isShared(Set<PosixFilePermission> permissions) {
        return permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE);
    }

    /** There, nobody can replace or rename what is another's. */
    private static boolean isSticky(Path path, PosixFileAttributes found) throws IOException {
        return found.isDirectory() && ((Integer) Files.getAttribute(path, "unix:mode") & STICKY) != 0;
    }
}
