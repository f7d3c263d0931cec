package org.slipway.recipes.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

import org.osgi.util.promise.Promise;
import org.slipway.api.transport.Beginning;
import org.slipway.api.transport.Spool;
import org.slipway.api.transport.Validators;
import org.slipway.async.Done;
import org.slipway.async.Switch;
import org.slipway.testkit.ManualLoop;

/** One directory for all folders, which remembers what belongs to what as long as the test lasts. */
final class FakeSpool implements Spool {
    private record State(URI source, Validators validators) {}

    private final ManualLoop loop;
    private final Path directory;
    private final Map<Path, State> states = new HashMap<>();
    /** Runs when a folder is being opened. */
    Runnable opening = () -> {};

    OptionalLong heldBy = OptionalLong.empty();
    Optional<IOException> broken = Optional.empty();
    private Runnable freed = () -> {};

    FakeSpool(ManualLoop loop, Path directory) {
        this.loop = loop;
        this.directory = directory;
    }

    /** The bytes that are kept, of all parts. */
    long kept() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process that has the folder is dead. */
    void free() {
        freed.run();
        loop.run();
    }

    @Override
    public Promise<Folder> open(String name, LongConsumer waiting, Switch scope) {
        opening.run();
        if (broken.isPresent()) return loop.promises().failed(broken.get());
        Promise<Folder> folder = loop.promises().resolved(new OneFolder(name));
        if (heldBy.isEmpty()) return folder;
        waiting.accept(heldBy.getAsLong());
        var turn = loop.promises().<Folder>deferred();
        freed = () -> turn.resolveWith(folder);
        return turn.getPromise();
    }

    private final class OneFolder implements Folder {
        private final String name;

        OneFolder(String name) {
            this.name = name;
        }

        @Override
        public Part part(String part) {
            return new OnePart(this, directory.resolve(name + " " + part.replaceAll("[^a-z0-9]", "_")));
        }

        @Override
        public Promise<Done> empty() {
            return loop.offLoop(() -> {
                try (Stream<Path> files = Files.list(directory)) {
                    for (Path file : files.toList())
                        if (file.getFileName().toString().startsWith(name)) Files.delete(file);
                }
                states.clear();
                return Done.DONE;
            });
        }
    }

    private final class OnePart implements Part {
        private final OneFolder folder;
        private final Path file;

        OnePart(OneFolder folder, Path file) {
            this.folder = folder;
            this.file = file;
        }

        @Override
        public Path file() {
            return file;
        }

        @Override
        public Promise<Long> length() {
            return loop.offLoop(() -> states.containsKey(file) ? file.toFile().length() : 0L);
        }

        @Override
        public Promise<Beginning> beginning(URI from) {
            return length().map(length -> {
                if (length == 0) return Beginning.NONE;
                State state = states.get(file);
                return new Beginning(length, state.source.equals(from) ? state.validators : Validators.NONE);
            });
        }

        @Override
        public void answered(URI from, Validators validators) {
            states.put(file, new State(from, validators));
        }

        @Override
        public Promise<Part> copy(String part) {
            OnePart other = (OnePart) folder.part(part);
            return loop.offLoop(() -> {
                if (!states.containsKey(file)) return other;
                states.put(other.file, states.get(file));
                return Files.exists(file)
                        ? new OnePart(folder, Files.copy(file, other.file, StandardCopyOption.REPLACE_EXISTING))
                        : other;
            });
        }

        @Override
        public Promise<Done> discard() {
            return loop.offLoop(() -> {
                states.remove(file);
                Files.deleteIfExists(file);
                return Done.DONE;
            });
        }
    }
}
