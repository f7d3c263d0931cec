package org.slipway.web.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.slipway.api.settings.Host;

/** The user's browser: what {@code BROWSER} says, or what the desktop takes. */
record Browser(Host host) {
    private static final String VARIABLE = "BROWSER";
    private static final FileAttribute<?> ONLY_OURS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /** Whether somebody could see a page. */
    boolean isThere() {
        Map<String, String> environment = host.environment();
        return environment.containsKey(VARIABLE)
                || host.platform().os().equals("MacOSX")
                || isSet(environment.get("DISPLAY"))
                || isSet(environment.get("WAYLAND_DISPLAY"));
    }

    private static boolean isSet(String value) {
        return value != null && !value.isEmpty();
    }

    /**
     * Shows a page. Its address is a secret, and what a program is started with is not: so the browser gets a file that only
     * the user can read, and that leads there. Blocks: off the loop.
     *
     * @return the file's directory, to be deleted
     */
    Path show(String address) throws IOException {
        Path parent = Optional.ofNullable(host.environment().get("XDG_RUNTIME_DIR"))
                .map(Path::of)
                .filter(Files::isWritable)
                .orElse(Path.of(System.getProperty("java.io.tmpdir")));
        Path directory = Files.createTempDirectory(parent, "slipway-page-", ONLY_OURS);
        Path file = Files.writeString(directory.resolve("page.html"), """
                <!DOCTYPE html>
                <meta charset="utf-8">
                <meta name="referrer" content="no-referrer">
                <meta http-equiv="refresh" content="0; url=%1$s">
                <title>Slipway</title>
                <a href="%1$s">Go on</a>
                """.formatted(address), UTF_8);
        try {
            start(command(file));
        } catch (IOException noBrowser) {
            // The person has the address on the terminal.
        }
        return directory;
    }

    List<String> command(Path file) {
        String named =
                host.environment().getOrDefault(VARIABLE, "").split(":", 2)[0].strip();
        if (named.isEmpty())
            return List.of(host.platform().os().equals("MacOSX") ? "open" : "xdg-open", file.toString());
        List<String> command = new ArrayList<>();
        for (String word : named.split(" +")) command.add(word.replace("%s", file.toString()));
        if (!named.contains("%s")) command.add(file.toString());
        return command;
    }

    private void start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(host.workingDirectory().toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(host.environment());
        builder.start();
    }
}
