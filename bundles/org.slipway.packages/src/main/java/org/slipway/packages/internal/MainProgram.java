package org.slipway.packages.internal;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

import org.slipway.model.feed.Command;
import org.slipway.model.xml.Element;

/** Finds the program of an installed package where the feed's path is not that of this distribution. */
final class MainProgram {
    private static final List<String> DIRECTORIES = List.of("usr/bin", "bin", "usr/sbin", "sbin");
    private static final String RUN = "run";

    private final Path root;
    private final List<String> directories;
    private final Function<PackageVersion, Optional<String>> special;

    MainProgram(Path root) {
        this(root, DIRECTORIES, installed -> Optional.empty());
    }

    /** @param directories below the root, in which programs are */
    MainProgram(Path root, List<String> directories) {
        this(root, directories, installed -> Optional.empty());
    }

    /** @param special the program of packages for which nothing else counts */
    MainProgram(Path root, Function<PackageVersion, Optional<String>> special) {
        this(root, DIRECTORIES, special);
    }

    private MainProgram(Path root, List<String> directories, Function<PackageVersion, Optional<String>> special) {
        this.root = root;
        this.directories = directories;
        this.special = special;
    }

    Map<String, Command> corrected(Map<String, Command> commands, PackageVersion installed) {
        Command run = commands.get(RUN);
        if (run == null) return commands;
        Optional<String> path = special.apply(installed).or(() -> elsewhere(run.path()));
        return path.isEmpty() ? commands : at(path.get(), commands);
    }

    /** The same commands, of which {@code run} is this program. */
    static Map<String, Command> at(String path, Map<String, Command> commands) {
        Optional<Command> run = Optional.ofNullable(commands.get(RUN));
        Map<String, Command> all = new TreeMap<>(commands);
        all.put(
                RUN,
                new Command(
                        RUN,
                        Optional.of(path),
                        List.of(),
                        Optional.empty(),
                        run.map(Command::dependencies).orElse(List.of()),
                        run.map(Command::bindings).orElse(List.of()),
                        Element.of("command").with("name", RUN).with("path", path)));
        return all;
    }

    private Optional<String> elsewhere(Optional<String> path) {
        if (path.isEmpty() || path.get().startsWith("/") && isThere(path.get())) return Optional.empty();
        String name = path.get().substring(path.get().lastIndexOf('/') + 1);
        if (name.isEmpty()) return Optional.empty();
        return directories.stream()
                .map(directory -> "/" + directory + "/" + name)
                .filter(this::isThere)
                .findFirst();
    }

    private boolean isThere(String absolute) {
        try {
            return Files.exists(root.resolve(absolute.substring(1)));
        } catch (InvalidPathException ofNoFileHere) {
            return false;
        }
    }
}
