package org.slipway.api.settings;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody who has files. Whoever else can change a file, or a directory or a link that leads to it, could put anything
 * there. Blocks: off the loop.
 */
public record FileOwner(UserPrincipal user) {
    private static final int STICKY = 01000;

    /** As many as Linux follows. */
    private static final int MOST_LINKS = 40;

    /**
     * What others can change.
     *
     * @param owner whose it is; empty if it is the owner's or root's own, and others can write to it
     */
    public record Opening(Path path, Optional<String> owner) {}

    /** Whoever owns what this process makes. */
    public static FileOwner self() throws IOException {
        Path made = Files.createTempFile("slipway-self-", null);
        try {
            return new FileOwner(Files.getOwner(made));
        } finally {
            Files.delete(made);
        }
    }

    /**
     * Looks at a file, which must be there, and at every directory and link that leads to it. Root is trusted.
     *
     * @return the nearest to the file that anybody else can change; empty if nobody can
     * @throws FileSystemLoopException if a link leads back to itself
     */
    public Optional<Opening> opening(Path file) throws IOException {
        return opening(file, MOST_LINKS);
    }

    private Optional<Opening> opening(Path file, int links) throws IOException {
        for (Path path = file.toAbsolutePath(); path != null; path = path.getParent()) {
            Optional<Opening> here = openingAt(path, links);
            if (here.isPresent()) return here;
        }
        return Optional.empty();
    }

    private Optional<Opening> openingAt(Path path, int links) throws IOException {
        PosixFileAttributes found = Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        String owner = found.owner().getName();
        if (!found.owner().equals(user) && !owner.equals("root"))
            return Optional.of(new Opening(path, Optional.of(owner)));
        if (found.isSymbolicLink()) return openingBehind(path, links);
        boolean open = isShared(found.permissions()) && !isSticky(path, found);
        return open ? Optional.of(new Opening(path, Optional.empty())) : Optional.empty();
    }

    private Optional<Opening> openingBehind(Path link, int links) throws IOException {
        if (links == 0) throw new FileSystemLoopException(link.toString());
        return opening(link.resolveSibling(Files.readSymbolicLink(link)), links - 1);
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
