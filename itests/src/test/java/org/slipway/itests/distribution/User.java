package org.slipway.itests.distribution;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.slipway.itests.Project;

/** Somebody with a home of their own and no terminal, who types commands. */
public final class User {
    private static final long PATIENCE = 120;
    /** Who runs the tests in the background of a script ignores Control-C, and so would everybody he starts. */
    private static final String LISTENS = "--default-signal=INT,HUP,QUIT";

    private final Path home;
    private final Map<String, String> environment = new TreeMap<>();

    public User(Path home) throws IOException {
        this.home = home;
        environment.put("HOME", home.toString());
        environment.put("PATH", bin(home) + ":" + System.getenv("PATH"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("LANG", "C.UTF-8");
        environment.put("ZEROINSTALL_PORTABLE_BASE", home.toString());
        environment.put(
                "GNUPGHOME", Files.createDirectories(home.resolve(".gnupg")).toString());
    }

    /** Launchers of applications go to the first directory of the PATH that may be written to: not to the machine's. */
    private static Path bin(Path home) throws IOException {
        return Files.createDirectories(home.resolve("bin"));
    }

    public static Path program() {
        return Project.distribution().resolve("bin/slipway");
    }

    public Path home() {
        return home;
    }

    public User with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public User asking(URI keyInfoServer) throws IOException {
        return configured("global", "[global]\nkey_info_server = " + keyInfoServer + "\n");
    }

    /** Writes a file of the configuration. */
    public User configured(String name, String content) throws IOException {
        Path file = home.resolve("config/injector").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return this;
    }

    /** Starts the program in a session of its own, without a terminal. */
    public Running start(Object... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("env", LISTENS, "setsid", program().toString()));
        for (Object argument : arguments) command.add(argument.toString());
        return Running.start(builder(command).redirectInput(Path.of("/dev/null").toFile()));
    }

    /** Starts a script of bash in a session of its own, without a terminal; the program is its first argument. */
    public Running startScript(String script) throws IOException {
        List<String> command = List.of(
                "env",
                LISTENS,
                "setsid",
                "bash",
                "-c",
                script,
                "bash",
                program().toString());
        return Running.start(builder(command).redirectInput(Path.of("/dev/null").toFile()));
    }

    /** Starts the program in a session of its own; what is typed there comes from a pipe. */
    public Running startTalking(Object... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("env", LISTENS, "setsid", program().toString()));
        for (Object argument : arguments) command.add(argument.toString());
        return Running.start(builder(command));
    }

    /** Starts the program on a terminal of its own, which {@link Running#type} types at; what it says goes to standard output. */
    public Running startOnTerminal(Object... arguments) throws IOException {
        StringBuilder line = new StringBuilder(program().toString());
        for (Object argument : arguments) line.append(" '").append(argument).append('\'');
        return Running.start(
                builder(List.of("env", LISTENS, "setsid", "script", "-qfec", line.toString(), "/dev/null")));
    }

    private ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder;
    }

    public Ended slipway(Object... arguments) throws Exception {
        return type(program(), arguments);
    }

    public Ended reference(Object... arguments) throws Exception {
        return type(Path.of("/usr/bin/0install"), arguments);
    }

    /** Runs a command without a terminal, so that a question has nobody to answer it. */
    public Ended type(Path program, Object... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("setsid", "-w", program.toString()));
        for (Object argument : arguments) command.add(argument.toString());
        return run(command, Path.of("/dev/null"));
    }

    public Ended run(List<String> command, Path stdin) throws Exception {
        Path out = Files.createTempFile("slipway-itest", ".out");
        Path err = Files.createTempFile("slipway-itest", ".err");
        try {
            Process process = builder(command)
                    .redirectInput(stdin.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new AssertionError(
                        command + " has not ended after " + PATIENCE + " s:\n" + Files.readString(err, UTF_8));
            }
            return new Ended(process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /**
     * Every file in the home, with its content, but for the notes of when feeds were last looked at, what downloads may be gone
     * on with from, and launch plans.
     */
    public Map<String, String> belongings() {
        try (Stream<Path> all = Files.walk(home)) {
            Map<String, String> belongings = new TreeMap<>();
            for (Path path : all.toList()) {
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) continue;
                if (path.getParent().endsWith("last-check-attempt")) continue;
                if (path.toString().startsWith(home + "/cache/slipway/downloads")) continue;
                if (path.toString().startsWith(home + "/cache/injector/slipway-plans")) continue;
                boolean preferences = path.getParent().endsWith("injector/feeds");
                belongings.put(
                        home.relativize(path).toString(),
                        preferences ? Files.readString(path).replaceAll("last-checked=\"[0-9]+\"", "") : content(path));
            }
            return belongings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether nothing runs in this home any more, such as a look for news that nobody has waited for. */
    boolean isQuiet() {
        String ours = "HOME=" + home;
        return ProcessHandle.allProcesses()
                .noneMatch(process -> environment(process.pid()).contains(ours));
    }

    private static List<String> environment(long process) {
        try {
            return List.of(Files.readString(Path.of("/proc/" + process + "/environ"), ISO_8859_1)
                    .split("\0"));
        } catch (IOException gone) {
            return List.of();
        }
    }

    private static String content(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) return "-> " + Files.readSymbolicLink(path);
        return HexFormat.of().formatHex(Files.readAllBytes(path));
    }
}
