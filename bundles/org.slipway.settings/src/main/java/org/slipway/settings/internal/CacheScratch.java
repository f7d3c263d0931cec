package org.slipway.settings.internal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.promise.Promise;
import org.slipway.api.settings.Places;
import org.slipway.api.settings.Scratch;
import org.slipway.async.Done;
import org.slipway.async.Loop;
import org.slipway.async.Switch;

/** Scratch files in the cache, on the disk that will have the result. Each has its process in its name. */
@Component
public final class CacheScratch implements Scratch {

    private static final Pattern NAME = Pattern.compile("\\.slipway-([0-9]{1,18})-.*\\.part");

    /** A process begun later than this after the file was written cannot be the one that wrote it. */
    private static final Duration TICKS = Duration.ofMinutes(1);

    private final Loop loop;
    private final Places places;

    @Activate
    public CacheScratch(@Reference Loop loop, @Reference Places places) {
        this.loop = loop;
        this.places = places;
    }

    @Override
    public Promise<Path> file(Switch scope) {
        return loop.offLoop(this::make)
                .thenAccept(file -> scope.onOff(() -> loop.offLoop(() -> {
                    Files.deleteIfExists(file);
                    return Done.DONE;
                })));
    }

    private Path make() throws IOException {
        Path directory = Files.createDirectories(places.cache().resolve("injector"));
        deleteAbandoned(directory);
        return Files.createTempFile(
                directory, ".slipway-" + ProcessHandle.current().pid() + "-", ".part");
    }

    private static void deleteAbandoned(Path directory) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, ".slipway-*.part")) {
            for (Path file : files) if (isAbandoned(file)) Files.deleteIfExists(file);
        }
    }

    private static boolean isAbandoned(Path file) throws IOException {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) return false;
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
