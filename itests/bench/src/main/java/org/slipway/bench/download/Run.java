package org.slipway.bench.download;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One program's download of one implementation into a home of its own.
 *
 * @param total from the start of the process until the implementation can be run, in seconds
 * @param afterLastByte from the last byte that was sent until then
 */
record Run(double total, double afterLastByte) {
    private static final long MOST_MINUTES = 5;

    /** @param base where the home is made, and deleted again */
    static Run of(String program, Map<String, String> more, Path feed, String digest, Link link, Path base)
            throws IOException, InterruptedException {
        Path home = Files.createTempDirectory(base, "bench");
        try {
            return in(home, program, more, feed, digest, link);
        } finally {
            delete(home);
        }
    }

    /** In a home that does not have it, and does not have it afterwards. */
    static Run in(Path home, String program, Map<String, String> more, Path feed, String digest, Link link)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(program, "download", feed.toString())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(home.resolve("errors").toFile());
        builder.environment().putAll(environment(home, more));
        Path entry = home.resolve("cache/implementations").resolve(digest);
        long begun = System.nanoTime();
        Process process = builder.start();
        while (!Files.exists(entry) && process.isAlive()) LockSupport.parkNanos(500_000);
        long there = System.nanoTime();
        if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0 || !Files.exists(entry))
            throw new IOException(program + " has failed: " + Files.readString(home.resolve("errors")));
        delete(entry);
        return new Run((there - begun) / 1e9, (there - link.lastByte()) / 1e9);
    }

    static Map<String, String> environment(Path home, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("HOME", home.toString());
        environment.put("ZEROINSTALL_PORTABLE_BASE", home.toString());
        return environment;
    }

    static void delete(Path home) throws IOException {
        Files.walkFileTree(home, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
