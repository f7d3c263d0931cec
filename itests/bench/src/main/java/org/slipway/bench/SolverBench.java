package org.slipway.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.slipway.differential.Answer;
import org.slipway.differential.Distribution;
import org.slipway.differential.Home;
import org.slipway.differential.InProcess;
import org.slipway.differential.Peer;
import org.slipway.differential.Program;
import org.slipway.differential.Question;
import org.slipway.differential.RealFeeds;
import org.slipway.driver.internal.Rerun;
import org.slipway.model.FeedUri;
import org.slipway.model.InterfaceUri;
import org.slipway.model.Requirements;
import org.slipway.model.feed.Feed;
import org.slipway.model.feed.FeedReader;
import org.slipway.model.feed.MalformedFeed;
import org.slipway.model.xml.MalformedXml;
import org.slipway.model.xml.Xml;
import org.slipway.settings.internal.Somewhere;
import org.slipway.solver.internal.RankingRules;
import org.slipway.solver.internal.SatSolver;
import org.slipway.testkit.ManualLoop;

/** The solver, from reading feeds to selections, beside the reference: medians of runs that take turns. */
public final class SolverBench {

    private static final int RUNS = 9;
    private static final int WARM_UP = 60;
    private static final String TIME = "/usr/bin/time";

    private final InProcess slipway =
            new InProcess(Distribution.SEEN, new SatSolver(new RankingRules(new ManualLoop(), event -> {})));
    private final Program reference = Program.of(Program.REFERENCE, Distribution.SEEN);
    private final Optional<Program> program;

    private SolverBench(Optional<Program> program) {
        this.program = program;
    }

    public static void main(String[] typed) throws Exception {
        SolverBench bench = new SolverBench(
                typed.length == 0 ? Optional.empty() : Optional.of(Program.of(typed[0], Distribution.SEEN)));
        bench.realGraphs();
        bench.growth();
        bench.secondSolve();
        System.exit(0);
    }

    private static void line(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }

    // ------------------------------------------------------------------------------------------------- real graphs

    private void realGraphs() throws IOException {
        Optional<Path> corpus = RealFeeds.corpus();
        if (corpus.isEmpty()) return;
        line("## The largest real graphs, warm, in one process against the whole process of the reference%n");
        RealFeeds feeds = RealFeeds.read(corpus.get());
        try (Home home = feeds.home()) {
            List<Question> solvable = new ArrayList<>();
            for (String uri : feeds.largest(60)) {
                Question question = new Question(List.of(), uri);
                if (slipway.select(home, question).selections().isPresent()) solvable.add(question);
            }
            for (Question question : solvable.subList(0, 8)) compare(question.uri(), home, question, WARM_UP, RUNS);
        }
    }

    private void compare(String name, Home home, Question question, int warmUp, int runs) throws IOException {
        for (int i = 0; i < warmUp; i++) slipway.select(home, question);
        List<Long> ours = new ArrayList<>();
        List<Long> theirs = new ArrayList<>();
        List<Long> whole = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            theirs.add(time(reference, home, question));
            ours.add(time(slipway, home, question));
            if (program.isPresent()) whole.add(time(program.get(), home, question));
        }
        line(
                "%-55s reference %8.1f ms, Slipway %8.1f ms: ratio %.2f%s",
                name,
                median(theirs),
                median(ours),
                median(ours) / median(theirs),
                whole.isEmpty() ? "" : String.format(Locale.ROOT, "; new JVM %.0f ms", median(whole)));
    }

    private static long time(Peer peer, Home home, Question question) throws IOException {
        long begun = System.nanoTime();
        Answer answer = peer.select(home, question);
        long taken = System.nanoTime() - begun;
        if (answer.words().contains("Gave up")) throw new IOException(answer.words());
        return taken;
    }

    private static double median(List<Long> nanoseconds) {
        List<Long> sorted = nanoseconds.stream().sorted().toList();
        return sorted.get(sorted.size() / 2) / 1e6;
    }

    // ------------------------------------------------------------------------------------------------------ growth

    private void growth() throws IOException {
        line("%n## Growth: ten versions of each interface%n");
        for (Growth growth : Growth.values())
            for (int interfaces : new int[] {10, 100, 1000})
                try (Home home = Home.create()) {
                    growth.write(home, interfaces);
                    Question question = new Question(List.of(), Growth.uri(0));
                    boolean same = slipway.select(home, question).agreesWith(reference.select(home, question));
                    compare(
                            growth.name().toLowerCase(Locale.ROOT) + ", " + interfaces + " interfaces"
                                    + (same ? "" : ", DIFFERENT ANSWERS"),
                            home,
                            question,
                            interfaces < 1000 ? WARM_UP : 10,
                            5);
                    memory(home, question);
                }
    }

    /** The most that a whole process has of it, as the kernel counts. */
    private void memory(Home home, Question question) throws IOException {
        if (!Files.isExecutable(Path.of(TIME))) return;
        long theirs = memory(reference, home, question);
        if (program.isEmpty()) {
            line("%-55s reference %5d MB", "", theirs);
            return;
        }
        long whole = memory(program.get(), home, question);
        line("%-55s reference %5d MB, Slipway %5d MB", "", theirs, whole);
    }

    private static long memory(Program of, Home home, Question question) throws IOException {
        List<String> words =
                of.by(TIME, "-f", "%M").select(home, question).words().lines().toList();
        return Long.parseLong(words.get(words.size() - 1)) >> 10;
    }

    // ------------------------------------------------------------------------------------------------ second solve

    private void secondSolve() throws IOException, MalformedXml, MalformedFeed {
        line("%n## A second solve, when one feed of a thousand has arrived%n");
        int interfaces = 1000;
        try (Home home = Home.create()) {
            Growth.EASY.write(home, interfaces);
            List<Long> first = new ArrayList<>();
            List<Long> second = new ArrayList<>();
            for (int i = 0; i < RUNS; i++) {
                Rerun run = new Rerun(
                        slipway.surroundings(home, Somewhere.with(Map.of("LANG", "C"))),
                        new SatSolver(new RankingRules(new ManualLoop(), event -> {})),
                        Requirements.run(new InterfaceUri(Growth.uri(0))));
                long begun = System.nanoTime();
                run.solve();
                first.add(System.nanoTime() - begun);
                run.arrived(arriving(interfaces));
                begun = System.nanoTime();
                run.solve();
                second.add(System.nanoTime() - begun);
            }
            line(
                    "first %.1f ms, second %.1f ms: ratio %.2f",
                    median(first), median(second), median(second) / median(first));
        }
    }

    private static Feed arriving(int interfaces) throws MalformedXml, MalformedFeed {
        String document = new String(Growth.EASY.feed(500, interfaces), StandardCharsets.UTF_8)
                .replace("version='10'", "version='11'");
        return FeedReader.read(FeedUri.of(Growth.uri(500)), Xml.read(document.getBytes(StandardCharsets.UTF_8)));
    }
}
