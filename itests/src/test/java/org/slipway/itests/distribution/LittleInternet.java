package org.slipway.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.slipway.itests.Project;

/** Real feeds under their own names, over TLS, with their real key, in a network that ends at this machine. */
public final class LittleInternet {
    /**
     * A line of the servers' log.
     *
     * @param begun in milliseconds
     * @param connections to this host at that time
     * @param status 0 if nothing was answered
     */
    public record Request(String host, String path, long begun, int connections, int status) {}

    private final Path home;
    private final Path site;
    private final Path archives;

    private LittleInternet(Path home, Path site, Path archives) {
        this.home = home;
        this.site = site;
        this.archives = archives;
    }

    /** Skips the test where there is none. */
    public static LittleInternet prepare(Path home) throws IOException, InterruptedException {
        Path shared = Project.shared().orElse(null);
        assumeTrue(shared != null, "skipped: needs ../shared (SLIPWAY_SHARED)");
        assumeTrue(mayUnshare(), "skipped: needs root and unshare for the little internet");
        Path prepared = Project.root().resolve("itests/target/little-internet");
        Path site = Optional.ofNullable(System.getenv("LI_SITE")).map(Path::of).orElse(prepared.resolve("site"));
        Path archives =
                Optional.ofNullable(System.getenv("LI_ARCHIVES")).map(Path::of).orElse(prepared.resolve("archives"));
        if (!Files.isDirectory(site) || !Files.isDirectory(archives)) {
            Process process = new ProcessBuilder(
                            shared.resolve("little-internet/prepare").toString(), prepared.toString())
                    .inheritIO()
                    .start();
            assertThat(process.waitFor()).as("little-internet/prepare").isZero();
        }
        return new LittleInternet(home, site, archives);
    }

    private static boolean mayUnshare() throws InterruptedException {
        try {
            return new ProcessBuilder("unshare", "--net", "--mount", "--pid", "--fork", "true")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    /**
     * Runs a shell script in there; {@code $slipway} is the program.
     *
     * @param options of {@code in-little-internet}
     */
    public Ended inside(String script, String... options) throws IOException, InterruptedException {
        Path little = Project.shared().orElseThrow().resolve("little-internet/bin/in-little-internet");
        Path user = Files.createDirectories(home.resolve("user"));
        Path text = Files.writeString(home.resolve("script"), "set -eu\ncd \"$HOME\"\n" + script);
        List<String> command = new ArrayList<>(List.of(little.toString()));
        command.addAll(List.of("--site", site.toString(), "--archives", archives.toString()));
        command.addAll(List.of(
                "--certs",
                Project.root()
                        .resolve("itests/target/little-internet-certificates")
                        .toString()));
        command.addAll(List.of("--out", home.resolve("log").toString(), "--home", user.toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("--", "sh", text.toString()));
        Path out = home.resolve("out");
        Path err = home.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("XDG_") || name.startsWith("ZEROINSTALL_"));
        builder.environment().put("slipway", User.program().toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        int status = builder.start().waitFor();
        return new Ended(status, Files.readString(out), Files.readString(err));
    }

    /** What was asked in there, in the order in which the answers ended. */
    public List<Request> requests() throws IOException {
        return Files.readAllLines(home.resolve("log/requests.jsonl")).stream()
                .filter(line -> line.contains("\"ev\": \"req\""))
                .filter(line -> !line.contains("\"control.test\""))
                .map(line -> new Request(
                        field(line, "host"),
                        field(line, "path"),
                        Long.parseLong(field(line, "t0")),
                        Integer.parseInt(field(line, "conns")),
                        Integer.parseInt(field(line, "status"))))
                .toList();
    }

    private static String field(String line, String name) {
        Matcher field = Pattern.compile("\"" + name + "\": *\"?([^\",}]*)").matcher(line);
        if (!field.find()) throw new IllegalArgumentException("No " + name + " in " + line);
        return field.group(1);
    }
}
