package org.slipway.cli.internal;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The programs that unpack what nobody here reads. Off the loop. */
final class ProgramCheck {
    private static final String CHECK = "programs";

    private ProgramCheck() {}

    /** @param wanted by what archives need them, any one of which will do */
    static Diagnosis of(Map<String, List<String>> wanted, Map<String, String> environment) {
        String path = environment.getOrDefault("PATH", "");
        String missing = wanted.entrySet().stream()
                .filter(entry -> entry.getValue().stream().noneMatch(program -> isThere(program, path)))
                .map(entry -> String.join(" or ", entry.getValue()) + " (" + entry.getKey() + ")")
                .collect(Collectors.joining(", "));
        if (missing.isEmpty()) return Diagnosis.ok(CHECK, "all are here that archives may need");
        return Diagnosis.warn(CHECK, "not here, but some archives need them: " + missing, "Install what you need");
    }

    private static boolean isThere(String program, String path) {
        return Stream.of(path.split(File.pathSeparator))
                .filter(directory -> !directory.isEmpty())
                .anyMatch(directory -> isExecutable(directory, program));
    }

    private static boolean isExecutable(String directory, String program) {
        try {
            return Files.isExecutable(Path.of(directory, program));
        } catch (InvalidPathException noPath) {
            return false;
        }
    }
}
