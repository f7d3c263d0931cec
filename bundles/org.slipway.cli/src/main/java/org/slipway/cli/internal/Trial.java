package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.slipway.model.Version;

/** Whether a Slipway starts on this machine: it may need a newer Java. Off the loop. */
record Trial(Map<String, String> environment) {
    private static final long PATIENCE_SECONDS = 60;

    /** Why it is not to be used. */
    Optional<String> objection(Path program, Version version) throws IOException, InterruptedException {
        File output = File.createTempFile("slipway-", ".trial");
        try {
            return objection(program, version, output);
        } finally {
            output.delete();
        }
    }

    /** What it says goes to a file, so that a full pipe does not stop it. */
    private Optional<String> objection(Path program, Version version, File output)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(program.toString(), "--version");
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return Optional.of("it has not said its version within " + PATIENCE_SECONDS + " seconds");
        }
        String said = new String(Files.readAllBytes(output.toPath()), UTF_8).strip();
        String first = said.lines().findFirst().orElse("");
        if (process.exitValue() != 0)
            return Optional.of(
                    "it ends with the status " + process.exitValue() + (first.isEmpty() ? "" : ": " + first));
        boolean is = first.endsWith(" " + version);
        return is ? Optional.empty() : Optional.of("it says that it is '" + first + "'");
    }
}
