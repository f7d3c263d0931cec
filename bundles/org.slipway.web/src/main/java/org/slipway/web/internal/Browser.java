package org.slipway.web.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.slipway.api.settings.Host;

/** The user's browser: what {@code BROWSER} says, or what the desktop takes. */
record Browser(Host host) {
    private static final String VARIABLE = "BROWSER";

    /** Whether somebody could see a page. */
    boolean isThere() {
        Map<String, String> environment = host.environment();
        return isSet(environment.get(VARIABLE))
                || host.platform().os().equals("MacOSX")
                || isSet(environment.get("DISPLAY"))
                || isSet(environment.get("WAYLAND_DISPLAY"));
    }

    private static boolean isSet(String value) {
        return value != null && !value.isEmpty();
    }

    /**
     * What has become of it.
     *
     * @param file that leads to the page; to be deleted by {@link #forget}
     * @param trouble in a sentence for the user
     */
    record Shown(Optional<Path> file, Optional<String> trouble) {}

    /**
     * Shows a page. Its address is a secret, and what a program is started with is not: so the browser gets a file that only
     * the user can read, and that leads there. Blocks: off the loop.
     */
    Shown show(String address) {
        Path parent = Optional.ofNullable(host.environment().get("XDG_RUNTIME_DIR"))
                .filter(set -> !set.isEmpty())
                .map(Path::of)
                .filter(Files::isWritable)
                .orElse(Path.of(System.getProperty("java.io.tmpdir")));
        return show(address, parent);
    }

    Shown show(String address, Path parent) {
        try {
            Path file = new Redirects(parent).write(address);
            return new Shown(Optional.of(file), start(command(file)));
        } catch (IOException full) {
            return new Shown(
                    Optional.empty(), Optional.of("No file could be written for the browser: " + full.getMessage()));
        }
    }

    static void forget(Shown shown) throws IOException {
        if (shown.file().isPresent()) Redirects.delete(shown.file().get().getParent());
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

    /** @return why it could not be */
    private Optional<String> start(List<String> command) {
        String program = command.get(0);
        Optional<Path> found = found(program);
        if (found.isEmpty()) return Optional.of("The browser could not be started: there is no program " + program);
        List<String> apart = new ArrayList<>(command);
        apart.set(0, found.get().toString());
        // What the terminal sends to us with Ctrl-C is not for the browser.
        found("setsid").ifPresent(session -> apart.add(0, session.toString()));
        ProcessBuilder builder = new ProcessBuilder(apart)
                .directory(host.workingDirectory().toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(host.environment());
        try {
            builder.start();
            return Optional.empty();
        } catch (IOException failed) {
            return Optional.of("The browser could not be started: " + program + ": " + failed.getMessage());
        }
    }

    /** As a shell finds it. */
    private Optional<Path> found(String program) {
        Path here = host.workingDirectory();
        if (program.contains("/")) return Optional.of(here.resolve(program)).filter(Browser::isProgram);
        String path = host.environment().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        return Stream.of(path.split(":"))
                .map(directory -> here.resolve(directory).resolve(program))
                .filter(Browser::isProgram)
                .findFirst();
    }

    private static boolean isProgram(Path file) {
        return Files.isExecutable(file) && !Files.isDirectory(file);
    }
}
