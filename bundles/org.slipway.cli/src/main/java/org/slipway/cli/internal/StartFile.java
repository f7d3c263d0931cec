package org.slipway.cli.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A script that starts an app, or with older ones an interface, as {@code 0install} writes it.
 *
 * @param app the name of the app; otherwise {@code uri} is there
 */
record StartFile(Optional<String> app, Optional<String> uri, Optional<String> command, Optional<String> main) {
    private static final int LINES = 5;
    private static final int LONGEST = 1 << 16;
    private static final Pattern APP = Pattern.compile("exec \\S*(?:0install|slipway) run ([^ ]+) .*");
    private static final Pattern ALIAS =
            Pattern.compile(" *exec 0launch  ?(?:--(main|command) '(.*)' )?'([^']*)' \"\\$@\"");

    /** The first program of that name on the {@code PATH}, if it is such a script. */
    static Optional<StartFile> onPath(String name, Map<String, String> environment) {
        if (name.contains("/")) return read(Path.of(name));
        for (String directory : environment.getOrDefault("PATH", "").split(":")) {
            Path file = Path.of(directory.isEmpty() ? "." : directory).resolve(name);
            if (Files.isRegularFile(file) && Files.isExecutable(file)) return read(file);
        }
        return Optional.empty();
    }

    private static Optional<StartFile> read(Path file) {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            char[] start = new char[LONGEST];
            int length = Math.max(0, reader.read(start));
            return of(new String(start, 0, length).lines().limit(LINES).toList());
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    static Optional<StartFile> of(List<String> lines) {
        if (lines.isEmpty() || !lines.get(0).equals("#!/bin/sh")) return Optional.empty();
        for (String line : lines) {
            Matcher app = APP.matcher(line);
            if (app.matches())
                return Optional.of(
                        new StartFile(Optional.of(app.group(1)), Optional.empty(), Optional.empty(), Optional.empty()));
            Matcher alias = ALIAS.matcher(line);
            if (alias.matches())
                return Optional.of(new StartFile(
                        Optional.empty(),
                        Optional.of(alias.group(3)),
                        option(alias, "command"),
                        option(alias, "main")));
        }
        return Optional.empty();
    }

    private static Optional<String> option(Matcher alias, String name) {
        return name.equals(alias.group(1)) ? Optional.of(alias.group(2).replace("\\'", "'")) : Optional.empty();
    }
}
