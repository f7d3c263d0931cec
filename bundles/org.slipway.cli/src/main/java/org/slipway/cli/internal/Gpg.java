package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.slipway.api.settings.Host;

/** The user's GnuPG: secret keys are in its care, and stay there. */
final class Gpg {
    private final Path program;
    private final Map<String, String> environment;
    private final Optional<Path> home;

    private Gpg(Path program, Map<String, String> environment, Optional<Path> home) {
        this.program = program;
        this.environment = environment;
        this.home = home;
    }

    static Gpg of(Host host) throws Complaint {
        String path = host.environment().getOrDefault("PATH", "");
        for (String name : List.of("gpg", "gpg2")) {
            for (String directory : path.split(File.pathSeparator)) {
                Optional<Path> program = program(directory, name);
                if (program.isPresent()) return new Gpg(program.get(), host.environment(), Optional.empty());
            }
        }
        throw new Complaint("There is no gpg on the PATH, which has your secret keys in its care. Install GnuPG"
                + " (Debian, Ubuntu: gnupg)");
    }

    private static Optional<Path> program(String directory, String name) {
        try {
            return Optional.of(Path.of(directory, name)).filter(p -> p.isAbsolute() && Files.isExecutable(p));
        } catch (InvalidPathException none) {
            return Optional.empty();
        }
    }

    /** The same program with no keys but those that are imported into this directory. */
    Gpg in(Path directory) {
        return new Gpg(program, environment, Optional.of(directory));
    }

    /**
     * @param status what it says for programs, without its beginning
     * @param said what it says for people
     */
    record Ended(int exit, byte[] output, List<String> status, String said) {
        /** The rest of the first status line with this word. */
        Optional<String> status(String word) {
            return status.stream()
                    .filter(line -> line.startsWith(word + " "))
                    .map(line -> line.substring(word.length() + 1))
                    .findFirst();
        }

        boolean isGood() {
            return exit == 0;
        }
    }

    /**
     * Runs it to its end. It may ask for a passphrase by way of its agent.
     *
     * @param scratch a private directory, for what it says
     */
    Ended run(Path scratch, List<String> arguments) throws IOException {
        Path output = scratch.resolve("output");
        Path status = scratch.resolve("status");
        Path said = scratch.resolve("said");
        List<String> command = new ArrayList<>(List.of(program.toString(), "--batch", "--yes"));
        home.ifPresent(directory -> command.addAll(List.of("--homedir", directory.toString(), "--no-autostart")));
        command.addAll(List.of("--status-file", status.toString(), "--output", output.toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(said.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            int exit = process.waitFor();
            return new Ended(exit, taken(output), lines(status), new String(taken(said), UTF_8).strip());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped");
        } finally {
            process.destroy();
        }
    }

    private static List<String> lines(Path status) throws IOException {
        return new String(taken(status), UTF_8)
                .lines()
                .filter(line -> line.startsWith("[GNUPG:] "))
                .map(line -> line.substring("[GNUPG:] ".length()))
                .collect(Collectors.toList());
    }

    /** The next run must not find what this one has left. */
    private static byte[] taken(Path file) throws IOException {
        if (!Files.exists(file)) return new byte[0];
        byte[] content = Files.readAllBytes(file);
        Files.delete(file);
        return content;
    }
}
