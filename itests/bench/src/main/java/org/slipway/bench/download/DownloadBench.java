package org.slipway.bench.download;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * A download from the start of the process until the implementation can be run, beside the reference's of the same one, the
 * two in turns: over a link of 100 Mbit/s, and over one that is as fast as it can be. Both also by a host that stays, which
 * does not count the start of a JVM; and one with little memory.
 */
public final class DownloadBench {
    private static final String REFERENCE = "0install";
    private static final Map<String, String> SMALL = Map.of("JAVA_TOOL_OPTIONS", "-Xmx64m");

    private static final long HUNDRED_MEGABIT = 12_500_000;
    private static final int RUNS = 5;
    private static final int WARMING = 3;

    private final String program;
    private final Path base;
    private final Link link;
    private final Path samples;

    private DownloadBench(String program, Path base, Path samples) throws IOException {
        this.program = program;
        this.base = base;
        this.samples = samples;
        this.link = new Link(samples);
    }

    /**
     * The program; a directory for samples, which are kept; one for homes, best in memory, as flushing is not counted; and
     * the extensions of those that are wanted, if not all.
     */
    public static void main(String[] typed) throws Exception {
        Path samples = Files.createDirectories(Path.of(typed[1]).toAbsolutePath());
        List<String> wanted = List.of(typed).subList(3, typed.length);
        new DownloadBench(typed[0], Path.of(typed[2]), samples)
                .run(Stream.of(Samples.Kind.values())
                        .filter(kind -> wanted.isEmpty() || wanted.contains(kind.extension))
                        .toList());
        System.exit(0);
    }

    private void run(List<Samples.Kind> kinds) throws IOException, InterruptedException {
        for (Samples.Kind kind : kinds) {
            Path archive = new Samples(samples).archive(kind);
            // The reference does not read it; the tree is the same.
            boolean known = kind != Samples.Kind.ZSTD;
            String digest = digest(known ? archive : new Samples(samples).archive(Samples.Kind.GZIP));
            Path feed = feed(archive, digest);
            double least = Files.size(archive) / (double) HUNDRED_MEGABIT;
            System.out.printf(Locale.ROOT, "## %s, %d MB%n", kind.extension, Files.size(archive) / 1_000_000);
            List<Run> slow = new ArrayList<>();
            List<Run> fast = new ArrayList<>();
            tell("100 Mbit/s", runs(1, HUNDRED_MEGABIT, feed, digest, known ? slow : null), slow, least);
            tell("unlimited", runs(RUNS, Long.MAX_VALUE, feed, digest, known ? fast : null), fast);
            tellByHost(feed, digest, slow, fast, least);
            link.limit(Long.MAX_VALUE);
            tell("heap of 64 MB", List.of(Run.of(program, SMALL, feed, digest, link, base)), List.of());
        }
    }

    /** What a host does that has been there for a while. */
    private void tellByHost(Path feed, String digest, List<Run> slow, List<Run> fast, double least)
            throws IOException, InterruptedException {
        Path home = Files.createTempDirectory(base, "bench");
        try (Host host = Host.start(program, Map.of(), home)) {
            List<Run> ours = new ArrayList<>();
            link.limit(Long.MAX_VALUE);
            for (int i = 0; i < WARMING + RUNS; i++) ours.add(host.run(feed, digest, link));
            tell("host, unlim.", ours.subList(WARMING, WARMING + RUNS), fast);
            link.limit(HUNDRED_MEGABIT);
            tell("host, 100 M", List.of(host.run(feed, digest, link)), slow, least);
        } finally {
            Run.delete(home);
        }
    }

    /** @param theirs gets those of the reference, in turns with ours; null where it cannot */
    private List<Run> runs(int count, long speed, Path feed, String digest, List<Run> theirs)
            throws IOException, InterruptedException {
        List<Run> ours = new ArrayList<>();
        link.limit(speed);
        for (int i = 0; i < count; i++) {
            ours.add(Run.of(program, Map.of(), feed, digest, link, base));
            if (theirs != null) theirs.add(Run.of(REFERENCE, Map.of(), feed, digest, link, base));
        }
        return ours;
    }

    private static void tell(String link, List<Run> ours, List<Run> theirs, double least) {
        tell(link, ours, theirs);
        System.out.printf(
                Locale.ROOT, "%14s total %.3f of what the link takes%n", "", median(ours, Run::total) / least);
    }

    private static void tell(String link, List<Run> ours, List<Run> theirs) {
        tell(link, "Slipway", ours);
        if (theirs.isEmpty()) return;
        tell(link, REFERENCE, theirs);
        System.out.printf(
                Locale.ROOT,
                "%14s ratio total %.2f, after the last byte %.2f%n",
                "",
                median(ours, Run::total) / median(theirs, Run::total),
                median(ours, Run::afterLastByte) / median(theirs, Run::afterLastByte));
    }

    private static void tell(String link, String who, List<Run> runs) {
        System.out.printf(
                Locale.ROOT,
                "%-14s %-8s total %7.3f s, after the last byte %7.3f s%n",
                link,
                who,
                median(runs, Run::total),
                median(runs, Run::afterLastByte));
    }

    private static double median(List<Run> runs, ToDoubleFunction<Run> of) {
        return runs.stream()
                .sorted(Comparator.comparingDouble(of))
                .mapToDouble(of)
                .toArray()[runs.size() / 2];
    }

    /** As the reference has it. */
    private static String digest(Path archive) throws IOException, InterruptedException {
        Process reference = new ProcessBuilder(REFERENCE, "digest", "--algorithm=sha256new", archive.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String digest = new String(reference.getInputStream().readAllBytes()).strip();
        if (reference.waitFor() != 0) throw new IOException("0install digest has failed");
        return digest;
    }

    private Path feed(Path archive, String digest) throws IOException {
        String text = "<interface xmlns='http://zero-install.sourceforge.net/2004/injector/interface'>"
                + "<name>sample</name><summary>sample</summary>"
                + "<implementation id='" + digest + "' version='1' main='tree/lib/library0.so'>"
                + "<manifest-digest sha256new='" + digest.replace("sha256new_", "") + "'/>"
                + "<archive href='" + link.uri(archive) + "' size='" + Files.size(archive) + "'/>"
                + "</implementation></interface>";
        return Files.writeString(samples.resolve(archive.getFileName() + ".xml"), text);
    }
}
