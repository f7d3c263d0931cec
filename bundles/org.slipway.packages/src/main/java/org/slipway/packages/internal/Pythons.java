package org.slipway.packages.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Pythons on the path: each is asked once, until it changes, and after a minute if it failed. */
final class Pythons {
    private static final List<String> NAMES = List.of("python", "python2", "python3");
    /** For all versions of Python. Prints its program and version and, if it has them, file and version of the binding. */
    private static final String QUESTION = String.join(
            "\n",
            "import sys",
            "told = [sys.executable or '/usr/bin/python', [part for part in sys.version_info if isinstance(part, int)]]",
            "try:",
            "    if sys.version_info[0] < 3: import gobject",
            "    else: from gi.repository import GObject as gobject",
            "    place = gobject.__file__",
            "    if place.startswith('<'):",
            "        place = gobject.__path__",
            "        if not isinstance(place, (bytes, str)): place = place[0]",
            "        if not isinstance(place, str): place = place.decode(sys.getfilesystemencoding())",
            "    told += [place, gobject.pygobject_version]",
            "except BaseException:",
            "    pass",
            "for one in told:",
            "    print(one if isinstance(one, str) else '.'.join(str(part) for part in one))");

    /** @param program of Python, or the file of the binding */
    record Found(Path program, String version) {}

    record Python(Found itself, Optional<Found> binding) {}

    private record Answer(FileTime of, Kept<Optional<Python>> python) {}

    private final Machine machine;
    private final Map<Path, Answer> known = new HashMap<>();

    Pythons(Machine machine) {
        this.machine = machine;
    }

    synchronized List<Python> all() {
        List<Python> all = new ArrayList<>();
        for (String name : NAMES) onPath(name).flatMap(this::ask).ifPresent(all::add);
        return all;
    }

    /** Where a Python is or would be looked for, the first ones first. */
    List<Path> candidates() {
        List<Path> candidates = new ArrayList<>();
        for (String name : NAMES) candidates.addAll(candidates(name));
        return candidates;
    }

    private List<Path> candidates(String name) {
        List<Path> candidates = new ArrayList<>();
        for (String directory : machine.environment().getOrDefault("PATH", "").split(":")) {
            // A directory that is not absolute is another one for everybody.
            if (!directory.startsWith("/")) continue;
            try {
                candidates.add(Path.of(directory, name));
            } catch (InvalidPathException ofNoFileHere) {
                continue;
            }
        }
        return candidates;
    }

    private Optional<Path> onPath(String name) {
        return candidates(name).stream()
                .filter(program -> Files.isExecutable(program) && !Files.isDirectory(program))
                .findFirst();
    }

    private Optional<Python> ask(Path program) {
        try {
            FileTime now = Files.getLastModifiedTime(program);
            Answer last = known.get(program);
            if (last == null || !last.of().equals(now) || !last.python().counts(machine.clock())) {
                last = new Answer(now, answer(program));
                known.put(program, last);
            }
            return last.python().answer();
        } catch (IOException goneMeanwhile) {
            return Optional.empty();
        }
    }

    private Kept<Optional<Python>> answer(Path program) {
        try {
            List<String> told = machine.program()
                    .ask(List.of(program.toString(), "-c", QUESTION))
                    .orFailure()
                    .lines()
                    .toList();
            if (told.size() != 2 && told.size() != 4) throw new IOException("it answers something else");
            Found itself = new Found(absolute(told.get(0)), told.get(1));
            Optional<Found> binding =
                    told.size() == 2 ? Optional.empty() : Optional.of(new Found(absolute(told.get(2)), told.get(3)));
            return Kept.forGood(Optional.of(new Python(itself, binding)));
        } catch (IOException | InvalidPathException failure) {
            machine.warn(program + " does not tell its version, so it is not used: " + failure.getMessage()
                    + ". See what '" + program + " -V' says");
            return Kept.afterFailure(Optional.empty(), machine.clock());
        }
    }

    private static Path absolute(String told) throws IOException {
        Path path = Path.of(told);
        if (!path.isAbsolute())
            throw new IOException("it says that it is at '" + told + "', which is no absolute path");
        return path;
    }
}
