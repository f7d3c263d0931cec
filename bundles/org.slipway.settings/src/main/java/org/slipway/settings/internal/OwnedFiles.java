package org.slipway.settings.internal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files that have their process in their name, so that those of a killed one can be told and deleted. */
final class OwnedFiles {

    private static final Pattern NAME = Pattern.compile("\\.slipway-([0-9]{1,18})-.*\\.part");
    private static final String GLOB = ".slipway-*.part";

    /** Tells this process from an earlier one that had its number. */
    private static final long BEGUN =
            ProcessHandle.current().info().startInstant().orElse(Instant.EPOCH).toEpochMilli();

    private static final String OURS = ".slipway-" + ProcessHandle.current().pid() + "-" + BEGUN + "-";

    private static final AtomicLong COUNT = new AtomicLong();

    /** A process begun later than this after the file was written cannot be the one that wrote it. */
    private static final Duration TICKS = Duration.ofMinutes(1);

    private final Set<Path> tidied = ConcurrentHashMap.newKeySet();

    /**
     * A name that is free in the directory. The reference skips names that begin with a dot. When it is the first there,
     * what processes that are no more have left is deleted: later ones leave it to whoever comes after them.
     */
    Path in(Path directory) throws IOException {
        if (tidied.add(directory)) deleteAbandoned(directory);
        return directory.resolve(OURS + COUNT.incrementAndGet() + ".part");
    }

    private static void deleteAbandoned(Path directory) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, GLOB)) {
            for (Path file : files) if (isAbandoned(file)) Files.deleteIfExists(file);
        }
    }

    private static boolean isAbandoned(Path file) throws IOException {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches() || name.group().startsWith(OURS)) return false;
        Optional<ProcessHandle> owner = ProcessHandle.of(Long.parseLong(name.group(1)));
        if (owner.isEmpty()) return true;
        Optional<Instant> begun = owner.get().info().startInstant();
        return begun.isPresent() && begun.get().minus(TICKS).isAfter(written(file));
    }

    private static Instant written(Path file) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (NoSuchFileException deletedMeanwhile) {
            return Instant.MAX;
        }
    }
}
