package org.slipway.packages.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What could be installed, from apt's lists: one call for all packages that are asked for together. */
final class AptCache {

    /** Starts {@code apt-cache} and gives what it prints. */
    interface Program {
        Reader run(List<String> command) throws IOException;
    }

    private final Program program;

    AptCache(Program program) {
        this.program = program;
    }

    /** The newest version of each; names that apt does not know are missing. */
    Map<String, DebianPackage> find(Collection<String> names) throws IOException {
        List<String> command = new ArrayList<>(List.of("apt-cache", "--no-all-versions", "show", "--"));
        command.addAll(new TreeSet<>(names));
        Map<String, DebianPackage> found = new HashMap<>();
        try (BufferedReader lines = new BufferedReader(program.run(command))) {
            Stanzas.read(lines, stanza -> {
                Optional<DebianPackage> known = DebianPackage.of(stanza);
                known.ifPresent(p -> found.putIfAbsent(p.name(), p));
            });
        }
        return found;
    }

    /** The real program. That it knows none of the names is no failure, so its status does not matter. */
    static Reader start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        return new InputStreamReader(process.getInputStream(), StandardCharsets.ISO_8859_1);
    }
}
