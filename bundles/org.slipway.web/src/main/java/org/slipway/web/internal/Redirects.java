package org.slipway.web.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files that lead a browser to a page, each in a directory of its own that only the user can enter. Blocks: off the loop. */
record Redirects(Path parent) {
    private static final String PREFIX = "slipway-page-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "([0-9]{1,18})-[0-9]+");
    private static final String FILE = "page.html";
    private static final FileAttribute<?> ONLY_OURS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /** What processes have left that were killed is deleted by the way. */
    Path write(String address) throws IOException {
        Path directory = Files.createTempDirectory(
                parent, PREFIX + ProcessHandle.current().pid() + "-", ONLY_OURS);
        try {
            sweep(directory);
            return Files.writeString(directory.resolve(FILE), """
                    <!DOCTYPE html>
                    <meta charset="utf-8">
                    <meta name="referrer" content="no-referrer">
                    <meta http-equiv="refresh" content="0; url=%1$s">
                    <title>Slipway</title>
                    <a href="%1$s">Go on</a>
                    """.formatted(address), UTF_8);
        } catch (IOException full) {
            delete(directory);
            throw full;
        }
    }

    private void sweep(Path ours) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path one : all) sweep(one, ours);
        }
    }

    private static void sweep(Path one, Path ours) {
        try {
            if (isLeft(one, ours)) delete(one);
        } catch (IOException notAlone) {
            // Somebody else sweeps, too, or keeps something there.
        }
    }

    /** Others can make directories and links beside ours, with names like ours. */
    private static boolean isLeft(Path directory, Path ours) throws IOException {
        Matcher name = NAME.matcher(directory.getFileName().toString());
        return name.matches()
                && Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                && Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(ours))
                && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty();
    }

    static void delete(Path directory) throws IOException {
        Files.deleteIfExists(directory.resolve(FILE));
        Files.deleteIfExists(directory);
    }
}
