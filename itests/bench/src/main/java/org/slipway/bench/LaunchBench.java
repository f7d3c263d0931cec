package org.slipway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Whole processes that start one application with two components, by turns, in one home. */
public final class LaunchBench {
    private static final String REFERENCE = "/usr/bin/0install";
    private static final String FEED = """
            <?xml version="1.0"?>
            <interface xmlns="http://zero-install.sourceforge.net/2004/injector/interface">
              <name>app</name>
              <summary>does nothing</summary>
              <implementation id="v1" local-path="impl" version="1">
                <command name="run" path="nothing"><arg>--at=${HOME}</arg></command>
                <environment name="APP" insert="."/>
                <requires interface="%s"><environment name="PATH" insert="bin"/></requires>
              </implementation>
            </interface>
            """;
    private static final String LIBRARY = """
            <?xml version="1.0"?>
            <interface xmlns="http://zero-install.sourceforge.net/2004/injector/interface">
              <name>lib</name>
              <summary>is there</summary>
              <implementation id="v1" local-path="impl" version="1"/>
            </interface>
            """;

    private final Path home;

    private LaunchBench(Path home) {
        this.home = home;
    }

    public static void main(String[] arguments) throws Exception {
        Path home = Files.createTempDirectory("slipway-bench").toRealPath();
        try {
            new LaunchBench(home).compare(arguments[0], arguments.length > 1 ? Integer.parseInt(arguments[1]) : 201);
        } finally {
            delete(home);
        }
    }

    private Path feed() throws IOException {
        Path program = Files.createDirectories(home.resolve("impl")).resolve("nothing");
        Files.copy(Path.of("/bin/true").toRealPath(), program);
        Files.createDirectories(home.resolve("bin"));
        Path library = Files.writeString(home.resolve("lib.xml"), LIBRARY);
        Path feed = Files.writeString(home.resolve("app.xml"), FEED.formatted(library));
        for (Path file : List.of(library, feed))
            Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_700_000_000)));
        return feed;
    }

    private void compare(String slipway, int runs) throws Exception {
        Path feed = feed();
        run(List.of(slipway, "add", "app", feed.toString()));
        // Once with the JVM, after which there are plans.
        run(List.of(slipway, "run", "app"));
        run(List.of(slipway, "run", feed.toString()));
        Map<String, List<String>> ways = new TreeMap<>();
        ways.put("1 the program alone", List.of(home.resolve("impl/nothing").toString()));
        ways.put("2 slipway run APP", List.of(slipway, "run", "app"));
        ways.put("3 its launcher script", List.of(home.resolve("bin/app").toString()));
        ways.put("4 slipway run FEED", List.of(slipway, "run", feed.toString()));
        ways.put("5 0install run APP", List.of(REFERENCE, "run", "app"));
        ways.put("6 0install run FEED", List.of(REFERENCE, "run", feed.toString()));
        Map<String, List<Double>> times = new TreeMap<>();
        for (int i = 0; i < runs + 5; i++) {
            for (Map.Entry<String, List<String>> way : ways.entrySet()) {
                double time = run(way.getValue());
                if (i >= 5)
                    times.computeIfAbsent(way.getKey(), x -> new ArrayList<>()).add(time);
            }
        }
        System.out.println("milliseconds: median of " + runs + ", lowest tenth");
        times.forEach((way, all) -> {
            Collections.sort(all);
            System.out.printf(
                    Locale.ROOT, "%-24s %6.2f %6.2f%n", way, all.get(all.size() / 2), all.get(all.size() / 10));
        });
    }

    /** How many milliseconds it took. */
    private double run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).directory(home.toFile());
        builder.redirectOutput(home.resolve("said").toFile());
        builder.environment().put("HOME", home.toString());
        builder.environment().put("PATH", home.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().put("ZEROINSTALL_PORTABLE_BASE", home.toString());
        long begun = System.nanoTime();
        Process process = builder.start();
        int status = process.waitFor();
        long ended = System.nanoTime();
        if (status != 0) throw new IllegalStateException(command + ": " + Files.readString(home.resolve("said")));
        return (ended - begun) / 1e6;
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path path : all.sorted(Collections.reverseOrder()).toList()) {
                path.toFile().setWritable(true);
                Files.deleteIfExists(path);
            }
        }
    }
}
