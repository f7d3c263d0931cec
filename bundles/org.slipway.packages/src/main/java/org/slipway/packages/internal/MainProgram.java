package org.slipway.packages.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.slipway.model.feed.Command;
import org.slipway.model.xml.Element;

/** Finds the program of an installed package where the feed's path is not that of this distribution. */
final class MainProgram {
    private static final List<String> DIRECTORIES = List.of("usr/bin", "bin", "usr/sbin", "sbin");
    private static final String RUN = "run";

    private final Path root;

    MainProgram(Path root) {
        this.root = root;
    }

    Map<String, Command> corrected(Map<String, Command> commands, DebianPackage installed) {
        Command run = commands.get(RUN);
        if (run == null) return commands;
        Optional<String> path = java(installed).or(() -> elsewhere(run.path()));
        if (path.isEmpty()) return commands;
        Map<String, Command> corrected = new TreeMap<>(commands);
        Element element = Element.of("command").with("name", RUN).with("path", path.get());
        corrected.put(
                RUN, new Command(RUN, path, List.of(), Optional.empty(), run.dependencies(), run.bindings(), element));
        return corrected;
    }

    /** Debian keeps several Javas side by side; the one on the path may be another version. */
    private Optional<String> java(DebianPackage installed) {
        String version =
                switch (installed.name()) {
                    case "openjdk-6-jre" -> "6-openjdk";
                    case "openjdk-7-jre" -> "7-openjdk";
                    default -> "";
                };
        if (version.isEmpty() || installed.cpu().equals("*")) return Optional.empty();
        String architecture = installed.cpu().equals("x86_64") ? "amd64" : installed.cpu();
        for (String home : List.of(version + "-" + architecture, version)) {
            String java = "/usr/lib/jvm/java-" + home + "/jre/bin/java";
            if (isThere(java)) return Optional.of(java);
        }
        return Optional.of("/usr/bin/java");
    }

    private Optional<String> elsewhere(Optional<String> path) {
        if (path.isEmpty() || path.get().startsWith("/") && isThere(path.get())) return Optional.empty();
        Path name = Path.of(path.get()).getFileName();
        return DIRECTORIES.stream()
                .map(directory -> "/" + directory + "/" + name)
                .filter(this::isThere)
                .findFirst();
    }

    private boolean isThere(String absolute) {
        return Files.exists(root.resolve(absolute.substring(1)));
    }
}
