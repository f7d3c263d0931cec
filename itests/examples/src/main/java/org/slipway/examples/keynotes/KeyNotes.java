package org.slipway.examples.keynotes;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.promise.Promise;
import org.slipway.api.keyinfo.KeyInfoProvider;
import org.slipway.api.keyinfo.Vote;
import org.slipway.api.settings.Places;
import org.slipway.api.signature.Fingerprint;
import org.slipway.async.Loop;
import org.slipway.async.Switch;

/** Key information from a file, {@code injector/key-notes}: lines such as {@code FINGERPRINT good Known from the office}. */
@Component
public final class KeyNotes implements KeyInfoProvider {
    private final Loop loop;
    private final Path file;

    @Activate
    public KeyNotes(@Reference Loop loop, @Reference Places places) {
        this.loop = loop;
        this.file = places.config().resolve("injector/key-notes");
    }

    @Override
    public Promise<List<Vote>> votes(Fingerprint key, Switch scope) {
        return loop.offLoop(() -> read(key)).recover(failed -> {
            boolean nothingWritten = failed.getFailure() instanceof NoSuchFileException;
            return nothingWritten ? List.of() : List.of(new Vote(Vote.Kind.BAD, "The notes on keys cannot be read"));
        });
    }

    private List<Vote> read(Fingerprint key) throws Exception {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(line -> line.split(" ", 3))
                    .filter(parts -> parts.length == 3 && parts[0].equals(key.text()))
                    .map(parts -> new Vote(kind(parts[1]), parts[2]))
                    .toList();
        }
    }

    private static Vote.Kind kind(String word) {
        return switch (word) {
            case "good" -> Vote.Kind.GOOD;
            case "neutral" -> Vote.Kind.NEUTRAL;
            default -> Vote.Kind.BAD;
        };
    }
}
