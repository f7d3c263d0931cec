package org.slipway.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/** Whole processes that hash a tree, ours and the reference's by turns, as many of each. */
public final class StoreBench {
    private static final Path REFERENCE = Path.of("/usr/bin/0install");
    private static final int SMALL = 100_000;
    private static final int LARGE = 5_000_000;

    private final Path home;
    private final Path program;
    private final int runs;

    private StoreBench(Path home, Path program, int runs) {
        this.home = home;
        this.program = program;
        this.runs = runs;
    }

    public static void main(String[] arguments) throws Exception {
        int runs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        int megabytes = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 500;
        Path home = Files.createTempDirectory("slipway-bench");
        try {
            Path tree = grow(Files.createDirectory(home.resolve("tree")), megabytes);
            new StoreBench(home, Path.of(arguments[0]), runs).compare(tree);
        } finally {
            delete(home);
        }
    }

    /** Two fifths of the bytes are in small files. */
    private static Path grow(Path tree, int megabytes) throws IOException {
        Random random = new Random(1);
        long small = megabytes * 1_000_000L * 2 / 5 / SMALL;
        long large = megabytes * 1_000_000L * 3 / 5 / LARGE;
        for (long i = 0; i < small + large; i++) {
            byte[] bytes = new byte[i < small ? SMALL : LARGE];
            random.nextBytes(bytes);
            Path directory = Files.createDirectories(tree.resolve("d" + i % 50));
            Files.write(directory.resolve("f" + i), bytes);
        }
        return tree;
    }

    private void compare(Path tree) throws Exception {
        System.out.println("seconds: ours, the reference's, ratio (above 1 we are faster); medians of " + runs);
        for (String algorithm : List.of("sha1new", "sha256new")) {
            String digest = run(REFERENCE, "digest", "--algorithm=" + algorithm, tree.toString())
                    .strip();
            compare("digest " + algorithm, List.of("digest", "--algorithm=" + algorithm, tree.toString()));
            compare("verify " + algorithm, List.of("store", "verify", tree.toString(), digest));
        }
    }

    private void compare(String name, List<String> command) throws Exception {
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        String[] words = command.toArray(String[]::new);
        for (int i = 0; i < runs; i++) {
            long begun = System.nanoTime();
            String one = run(program, words);
            long between = System.nanoTime();
            String other = run(REFERENCE, words);
            long ended = System.nanoTime();
            if (!one.equals(other)) throw new IllegalStateException(name + ": " + one + " is not " + other);
            ours.add((between - begun) / 1e9);
            theirs.add((ended - between) / 1e9);
        }
        System.out.printf(
                Locale.ROOT,
                "%-18s %6.2f %6.2f %6.2f%n",
                name,
                median(ours),
                median(theirs),
                median(theirs) / median(ours));
    }

    private static double median(List<Double> times) {
        Collections.sort(times);
        return times.get(times.size() / 2);
    }

    private String run(Path what, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(what.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("ZEROINSTALL_PORTABLE_BASE", home.toString());
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) throw new IllegalStateException(command + " has failed: " + out);
        return out;
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path path : all.sorted(Collections.reverseOrder()).toList()) Files.delete(path);
        }
    }
}
