package org.slipway.archives.internal;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** Other people's programs, which make archives, and say what is in them. */
final class Tool {
    private Tool() {}

    static boolean isThere(String name) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
    }

    static void need(String name) {
        assumeTrue(isThere(name), "skipped: needs " + name);
    }

    /** A shell command whose {@code $1}, {@code $2} ... are the arguments; gives what it prints. */
    static String shell(Path directory, String command, Object... arguments) throws IOException {
        String[] line = new String[arguments.length + 4];
        line[0] = "sh";
        line[1] = "-ec";
        line[2] = "umask 022; " + command;
        line[3] = "sh";
        for (int i = 0; i < arguments.length; i++) line[i + 4] = arguments[i].toString();
        ProcessBuilder builder = new ProcessBuilder(line).directory(directory.toFile());
        builder.environment().put("PATH", "/usr/bin:/bin:" + System.getenv("PATH"));
        builder.environment().put("TZ", "Asia/Kathmandu");
        builder.environment().put("LC_ALL", "C.UTF-8");
        return output(builder, command);
    }

    private static String output(ProcessBuilder builder, String command) throws IOException {
        Path errors = Files.createTempFile("errors", "");
        try {
            Process process = builder.redirectError(errors.toFile()).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0)
                throw new IOException(command + " failed: " + output + Files.readString(errors));
            return output;
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        } finally {
            Files.delete(errors);
        }
    }
}
