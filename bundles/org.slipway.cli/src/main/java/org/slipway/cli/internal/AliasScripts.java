package org.slipway.cli.internal;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What {@code 0alias} has left on people's PATH, before there were applications: scripts that launch a URI. */
final class AliasScripts {
    private static final int LONGEST = 4096;
    private static final String LAUNCH =
            "exec 0launch  ?(?:--(?:main|command) '(?:[^']|'\\\\'')*' )?'([^'\n]+)' \"\\$@\"";

    /** The older ones, of five lines, answered {@code --versions} by themselves. */
    private static final Pattern SCRIPT = Pattern.compile("#!/bin/sh\n"
            + "(?:if \\[ \"\\$\\*\" = \"--versions\" \\]; then\n *exec 0launch -gd [^\n]*\nelse\n *)?" + LAUNCH);

    private final Path here;
    private final String path;

    /** @param path the variable {@code PATH} */
    AliasScripts(Path here, String path) {
        this.here = here;
        this.path = path;
    }

    /** The URI that a script of this name launches, or one at this path. */
    String uri(String alias) throws Complaint {
        Path script = alias.indexOf('/') >= 0
                ? Path.of(alias)
                : onPath(alias).orElseThrow(() -> new Complaint("Not found in $PATH: " + alias));
        try {
            return launched(script).orElseThrow(() -> new Complaint("Not an alias script: '" + script + "'"));
        } catch (IOException unreadable) {
            throw new Complaint("Cannot read '" + script + "': " + FileSentences.of(unreadable), Status.of(unreadable));
        }
    }

    /** Whether somebody who types this name means a script of 0alias. */
    boolean isAlias(String name) {
        Optional<Path> script = name.indexOf('/') >= 0 ? Optional.empty() : onPath(name);
        try {
            return script.isPresent() && launched(script.get()).isPresent();
        } catch (IOException unreadable) {
            return false;
        }
    }

    private Optional<Path> onPath(String name) {
        return Stream.of(path.split(File.pathSeparator))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> here.resolve(directory).resolve(name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    private Optional<String> launched(Path script) throws IOException {
        try (InputStream in = Files.newInputStream(here.resolve(script))) {
            Matcher matcher = SCRIPT.matcher(new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8));
            return matcher.lookingAt() ? Optional.of(matcher.group(1)) : Optional.empty();
        }
    }
}
