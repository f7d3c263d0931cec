package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.slipway.api.settings.Places;
import org.slipway.api.store.Store;

/** Whether what has to be written can be, what has to be read can be, and whether there is room. Off the loop. */
final class DirectoryChecks {
    private static final long FEW = 100L << 20;
    private static final long SOME = 1L << 30;

    private final Places places;
    private final Store store;

    DirectoryChecks(Places places, Store store) {
        this.places = places;
        this.store = store;
    }

    List<Diagnosis> findings() throws IOException {
        List<Diagnosis> findings = new ArrayList<>();
        findings.add(writable("configuration", places.config()));
        findings.add(writable("cache", places.cache()));
        List<Path> stores = store.directories();
        findings.add(writable("store", stores.get(0)));
        for (Path other : stores.subList(1, stores.size())) addReadable(other, findings);
        findings.add(room(Files.getFileStore(there(stores.get(0))).getUsableSpace(), stores.get(0)));
        return findings;
    }

    /** What is not there is made when it is needed. */
    private static Diagnosis writable(String check, Path directory) throws IOException {
        Path there = there(directory);
        if (!Files.isDirectory(there))
            return Diagnosis.fail(check, there + " is in the way: it is no directory", "Move it away");
        if (!Files.isWritable(there) || !Files.isReadable(there))
            return Diagnosis.fail(
                    check,
                    directory + " cannot be written, as you may not write to " + there,
                    "Get the right to, or set the XDG variables to another place");
        if (isOpen(there))
            return Diagnosis.warn(check, "others can write to " + there, "If that is not wanted: chmod go-w " + there);
        return Diagnosis.ok(check, directory + (there.equals(directory) ? " can be written" : " can be made"));
    }

    /** The directory, or that above it which is there. */
    private static Path there(Path directory) {
        Path there = directory.toAbsolutePath();
        while (there.getParent() != null && !Files.exists(there, LinkOption.NOFOLLOW_LINKS)) there = there.getParent();
        return there;
    }

    /** In a directory that is sticky, such as /tmp, others can only add what is theirs. */
    private static boolean isOpen(Path directory) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(directory);
        boolean sticky = ((Integer) Files.getAttribute(directory, "unix:mode") & 01000) != 0;
        return !sticky
                && (permissions.contains(PosixFilePermission.OTHERS_WRITE)
                        || permissions.contains(PosixFilePermission.GROUP_WRITE));
    }

    /** The system's need not be there, those that somebody has named should be. */
    private void addReadable(Path directory, List<Diagnosis> findings) {
        String check = "shared store";
        boolean named = places.caches().stream().noneMatch(cache -> directory.startsWith(cache));
        if (Files.isDirectory(directory))
            findings.add(
                    Files.isReadable(directory) && Files.isExecutable(directory)
                            ? Diagnosis.ok(check, directory + " can be read")
                            : Diagnosis.fail(check, directory + " may not be read by you", "Get the right to"));
        else if (named)
            findings.add(Diagnosis.warn(
                    check, directory + " is not there", "See ~/.config/0install.net/injector/implementation-dirs"));
    }

    /** @param usable in bytes */
    static Diagnosis room(long usable, Path store) {
        String what = Sizes.text(usable) + " are free where the store is";
        String advice = "Make room: 'slipway gc' says what nobody needs";
        if (usable < FEW) return Diagnosis.fail("disk", what + ", " + store, advice);
        return usable < SOME ? Diagnosis.warn("disk", what + ", " + store, advice) : Diagnosis.ok("disk", what);
    }
}
