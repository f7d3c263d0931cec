package org.slipway.packages.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a Mac has its Javas: asked once each, until another is installed. What it cannot tell counts for a minute. */
final class JavaHomes {
    private static final String ASKED = "/usr/libexec/java_home";

    private final Machine machine;
    private final Map<List<String>, Kept<Optional<String>>> known = new HashMap<>();
    private Optional<FileTime> knownAt = Optional.empty();

    JavaHomes(Machine machine) {
        this.machine = machine;
    }

    /** @param version as Java counted then: {@code 1.8} */
    synchronized Optional<String> find(String version, String cpu) {
        Optional<FileTime> now = changed();
        if (!now.equals(knownAt)) known.clear();
        knownAt = now;
        List<String> command = List.of(ASKED, "--failfast", "--version", version, "--arch", cpu);
        Kept<Optional<String>> last = known.get(command);
        if (last == null || !last.counts(machine.clock())) {
            last = ask(command);
            known.put(command, last);
        }
        return last.answer();
    }

    private Optional<FileTime> changed() {
        try {
            Path homes = machine.root().resolve("Library/Java/JavaVirtualMachines");
            return Optional.of(Files.getLastModifiedTime(homes));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    private Kept<Optional<String>> ask(List<String> command) {
        try {
            String home = machine.program().ask(command).orFailure().strip();
            return Kept.forGood(Optional.of(home).filter(it -> it.matches("/[^\n]+")));
        } catch (IOException none) {
            return Kept.afterFailure(Optional.empty(), machine.clock());
        }
    }
}
