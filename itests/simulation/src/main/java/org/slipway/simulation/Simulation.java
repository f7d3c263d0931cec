package org.slipway.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.Thread.UncaughtExceptionHandler;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

import org.osgi.util.promise.Promise;
import org.slipway.api.driver.Acquisition;
import org.slipway.api.driver.DriverRequest;
import org.slipway.api.driver.Result;
import org.slipway.api.monitor.Event;
import org.slipway.api.settings.NetworkUse;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.trust.TrustDomain;
import org.slipway.api.trust.TrustLog;
import org.slipway.async.Promising;
import org.slipway.async.Switch;
import org.slipway.feeds.internal.SharedFeedCache;
import org.slipway.model.Requirements;
import org.slipway.model.selections.Selection;
import org.slipway.model.selections.Selections;
import org.slipway.settings.internal.RenamedFiles;
import org.slipway.testkit.TestPlaces;
import org.slipway.transport.jetty.internal.WiredTransport;
import org.slipway.trust.internal.FileTrustDatabase;

/** One seed: a world, and what the driver does in it, one thing after the other. */
final class Simulation {

    private static final int MOST_STEPS = 60_000;
    /** How a plug-in is called that breaks its contract. */
    private static final Pattern DEFECTIVE = Pattern.compile("does not work|defective");

    private static final Duration LONGEST = Duration.ofHours(3);

    /** How it went. */
    record Outcome(long seed, Trace trace, Optional<Throwable> violation) {}

    private final Path base;
    private final Trace trace = new Trace();
    private final World world;
    private final SimulatedLoop loop;
    private final List<User> users = new ArrayList<>();
    /** When what has been visible of a feed was signed. */
    private final Map<String, Instant> newest = new HashMap<>();

    private final Map<URI, Process> wantedBy = new HashMap<>();
    private final Map<URI, Process> archivesUnderWay = new HashMap<>();
    private Optional<Violation> defect = Optional.empty();
    private boolean over;

    private Simulation(long seed, Path base) {
        this.base = base;
        this.world = new World(seed, trace);
        this.loop = new SimulatedLoop(world.plan.loop);
        trace.on(loop);
        world.internet.on(loop);
    }

    static Outcome of(long seed) {
        try (FileSystem files = MemoryFiles.make()) {
            return of(seed, files.getPath("/world"));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** As {@link #of}, but in a real directory. */
    static Outcome onDisk(long seed, Path directory) {
        Path base = directory.resolve("seed" + seed);
        try {
            return of(seed, base);
        } finally {
            delete(base);
        }
    }

    private static Outcome of(long seed, Path base) {
        Simulation simulation = new Simulation(seed, base);
        Thread thread = Thread.currentThread();
        UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
        try {
            thread.setUncaughtExceptionHandler((t, failure) -> simulation.defect(failure));
            simulation.run();
            return new Outcome(seed, simulation.trace, Optional.empty());
        } catch (RuntimeException | IOException | Error violation) {
            return new Outcome(seed, simulation.trace, Optional.of(violation));
        } finally {
            thread.setUncaughtExceptionHandler(before);
            simulation.loop.close();
        }
    }

    private void defect(Throwable failure) {
        if (defect.isPresent()) return;
        defect = failure instanceof Violation violation
                ? Optional.of(violation)
                : Optional.of(new Violation("A callback has failed: " + failure, failure));
    }

    private void run() throws IOException {
        prepare();
        boolean success = world.guarded && world.obtainable;
        boolean answers = world.plan.answering.ordinal() < 2;
        Process first = new Process(true, success && world.plan.isFavourable());
        if (world.plan.neighbour) together(List.of(first, new Process(false, success && world.plan.isFavourable())));
        else together(List.of(first));
        if (world.plan.runs > 1) together(List.of(new Process(false, success && answers)));
        if (world.plan.calmEnd) {
            world.internet.calm();
            together(List.of(new Process(false, world.guarded)));
        }
    }

    /** Processes that begin at the same time, until all of them have ended. */
    private void together(List<Process> processes) {
        over = false;
        trace.add("== " + processes.size() + " begin");
        world.internet.on(loop);
        processes.forEach(Process::begin);
        until(() -> areDone(processes), processes.get(0));
        if (processes.size() == 1) processes.get(0).compare(this::until);
        processes.forEach(Process::checkEnd);
        over = true;
        world.internet.close();
        for (int steps = 0; step(); steps++)
            if (steps > MOST_STEPS) throw trace.violation("After the end, something goes on without end");
        processes.forEach(Process::conclude);
    }

    private static boolean areDone(List<Process> processes) {
        for (Process process : processes) if (!process.isDone()) return false;
        return true;
    }

    private void until(BooleanSupplier done, Process process) {
        Duration begun = loop.elapsed();
        for (int step = 0; !done.getAsBoolean(); step++) {
            process.happen(step);
            if (!step()) throw trace.violation("Nothing more happens, but the run has not ended");
            if (step > MOST_STEPS || loop.elapsed().minus(begun).compareTo(LONGEST) > 0)
                throw trace.violation("The run does not end");
        }
    }

    private boolean step() {
        boolean more;
        try {
            more = loop.step();
        } catch (Violation violation) {
            throw violation;
        } catch (RuntimeException | Error failure) {
            throw new Violation("The loop has met a defect: " + failure, failure);
        }
        if (trace.violation().isPresent()) throw trace.violation().get();
        if (defect.isPresent()) throw defect.get();
        return more;
    }

    private void prepare() throws IOException {
        TestPlaces places = new TestPlaces(base);
        SharedFeedCache cache = new SharedFeedCache(places, new RenamedFiles());
        for (World.Site feed : world.feeds)
            if (feed.cached.isPresent()) {
                cache.put(feed.uri, feed.cached.get().bytes());
                newest.put(feed.uri.text(), feed.cached.get().signedAt());
            }
        FileTrustDatabase trust = new FileTrustDatabase(places, new RenamedFiles(), new NoLog());
        for (var key : world.trusted.entrySet()) for (var domain : key.getValue()) trust.trust(key.getKey(), domain);
    }

    /** One process of the program, from its start to its end. */
    private final class Process {
        private final boolean stormy;
        private final boolean mustSucceed;
        /** Whether the second of two must succeed also if the first gives up. */
        private final boolean mustSucceedAlone;

        private final Disk disk;
        private final Platform platform;
        private final Watchman watchman;
        private final User user;
        private final Leaving.OfTransport transport;
        private final Leaving.OfFormat format;
        private final Leaving.OfFormat substitute = new Leaving.OfFormat(new Parcel());
        private final List<Asker> askers = new ArrayList<>();
        private boolean hasAskedForArchives;
        private int unpackingSince = -1;
        private final Map<Long, URI> fetching = new HashMap<>();
        private final Map<Long, Long> doubles = new HashMap<>();
        private final Set<Long> wanted = new HashSet<>();
        private final Set<String> asked = new HashSet<>();
        private int updates;

        Process(boolean stormy, boolean mustSucceed) {
            this.stormy = stormy;
            this.mustSucceed = mustSucceed;
            this.mustSucceedAlone = stormy
                    && world.guarded
                    && world.obtainable
                    && world.plan.otherGoesOn
                    && world.plan.isFavourableButForCancel();
            Plan plan = world.plan;
            boolean calm = world.internet.isCalm();
            user = new User(
                    loop,
                    trace,
                    plan.user,
                    calm ? Plan.Answering.AT_ONCE : plan.answering,
                    this::isTrusted,
                    this::cancelAll);
            users.add(user);
            disk = new Disk(trace, stormy ? plan.diskFullAt : java.util.OptionalInt.empty(), this::visible);
            platform = new Platform(loop, base, world.settings, disk, user, this::announced);
            watchman = new Watchman(world, base, newest, platform.trust, (key, domain) -> users.stream()
                    .anyMatch(one -> one.agreed(key, domain)));
            transport = new Leaving.OfTransport(loop, wired());
            format = new Leaving.OfFormat(new Parcel());
            platform.addTransport(transport, 10);
            platform.addFormat(format, 10);
            if (leaves() && plan.substitute) {
                platform.addTransport(wired(), 5);
                platform.addFormat(substitute, 5);
            }
        }

        /** Whether a plug-in is taken away. */
        private boolean leaves() {
            return stormy && (world.plan.transportLeavesAt.isPresent() || world.plan.formatLeavesAt.isPresent());
        }

        private WiredTransport wired() {
            return new WiredTransport(loop, world.settings, Wire.client(world.internet));
        }

        private void visible(Path path) {
            watchman.visible(path);
        }

        private void announced(Event event) {
            if (over) throw trace.violation("After the end: " + event);
            if (event instanceof Event.Warning warning
                    && DEFECTIVE.matcher(warning.text()).find()
                    && !leaves()) throw trace.violation(warning.text());
            count(event);
            if (event instanceof Event.WaitingForProcess) trace.mattered(Fault.OTHER_PROCESS);
            trace.add(event.toString()
                    .replace(base.toString(), "BASE")
                    .replace("process=" + ProcessHandle.current().pid(), "process=PID"));
        }

        private boolean isTrusted(Fingerprint key, TrustDomain domain) {
            // A neighbour may come to trust it at the last moment.
            if (world.plan.neighbour) return false;
            try {
                return platform.trust.trusts(key, domain);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        private void cancelAll() {
            askers.forEach(Asker::cancel);
        }

        /** Of two who want the same, perhaps only one gives up. */
        private void cancel() {
            askers.get(0).cancel();
            if (!world.plan.otherGoesOn) cancelAll();
        }

        /** One thing is fetched once at a time, however many want it, unless nobody wants the other any more. */
        private void count(Event event) {
            if (event instanceof Event.DownloadQueued queued) {
                asked.add(queued.uri().toString());
                Process other = wantedBy.putIfAbsent(queued.uri(), this);
                if (other != null && other != this && other.isRunning()) trace.mattered(Fault.OTHER_PROCESS);
                if (queued.purpose() == Event.Purpose.ARCHIVE) {
                    hasAskedForArchives = true;
                    Process before = archivesUnderWay.put(queued.uri(), this);
                    if (before != null && before != this)
                        throw trace.violation("Two processes fetch at a time: " + queued.uri());
                }
                fetching.forEach((id, uri) -> {
                    if (uri.equals(queued.uri())) doubles.put(queued.id(), id);
                });
                fetching.put(queued.id(), queued.uri());
            }
            if (event instanceof Event.FeedUpdated) updates++;
            if (event instanceof Event.DownloadEnded ended) {
                archivesUnderWay.remove(fetching.remove(ended.id()), this);
                if (ended.ending() != Event.Ending.ABORTED) wanted.add(ended.id());
            }
        }

        void begin() {
            askers.add(new Asker());
            if (stormy && world.plan.twins) askers.add(new Asker());
            askers.forEach(asker -> loop.run(asker::ask));
        }

        boolean isRunning() {
            return !askers.isEmpty() && !isDone();
        }

        boolean isDone() {
            for (Asker asker : askers) if (!asker.isDone()) return false;
            return true;
        }

        void compare(BiConsumer<BooleanSupplier, Process> until) {
            for (Asker asker : askers) asker.compare(until);
        }

        void happen(int step) {
            if (!stormy) return;
            Plan plan = world.plan;
            if (unpackingSince < 0 && hasAskedForArchives) unpackingSince = step;
            if (plan.cancelAt.orElse(-1) == step) {
                trace.mattered(Fault.CANCEL);
                loop.run(this::cancel);
            }
            if (plan.clockJumpAt.orElse(-1) == step) {
                loop.skew(plan.clockJump, () -> trace.mattered(Fault.CLOCK_JUMP));
            }
            if (plan.transportLeavesAt.orElse(-1) == step)
                loop.run(() -> {
                    platform.removeTransport(transport);
                    if (transport.leave()) trace.mattered(Fault.TRANSPORT_LEAVES);
                });
            if (unpackingSince >= 0 && plan.formatLeavesAt.orElse(-1) == step - unpackingSince)
                loop.run(() -> {
                    platform.removeFormat(format);
                    format.leave();
                });
        }

        void checkEnd() {
            if (world.internet.exchanges() > 0) throw trace.violation("After the end, an exchange is still under way");
            if (user.shown() > 0) throw trace.violation("After the end, a question is still shown");
            if (format.wasMissed() || substitute.wasUsed()) trace.mattered(Fault.FORMAT_LEAVES);
            doubles.forEach((one, other) -> {
                if (wanted.contains(one) && wanted.contains(other))
                    throw trace.violation("Fetched twice at a time: " + other + " and " + one);
            });
        }

        void conclude() {
            watchman.end();
            for (Asker asker : askers) asker.conclude();
        }

        /** One who wants the program. */
        private final class Asker {
            private final Switch outer = new Switch(loop.promises());
            private Promise<String> answer;
            private Optional<Selections> selected = Optional.empty();
            private int updatesUntilSelected;
            private boolean cancelled;

            void ask() {
                answer = Promising.using(loop.promises(), outer, scope -> platform.driver
                        .select(
                                request(DriverRequest.Refresh.ALL, DriverRequest.Goal.DOWNLOAD, Optional.empty()),
                                scope)
                        .flatMap(result -> download(result, scope)));
            }

            private DriverRequest request(
                    DriverRequest.Refresh refresh, DriverRequest.Goal goal, Optional<NetworkUse> use) {
                return new DriverRequest(Requirements.run(world.rootInterface()), refresh, use, goal);
            }

            void cancel() {
                cancelled = true;
                outer.off();
            }

            private Promise<String> download(Result result, Switch scope) {
                trace.add("selected " + text(result));
                if (text(result).contains("ReplayAttack")) trace.mattered(Fault.REPLAY);
                return result.fold(
                        ready -> {
                            selected = Optional.of(ready.selections());
                            updatesUntilSelected = updates;
                            DriverRequest same =
                                    request(DriverRequest.Refresh.ALL, DriverRequest.Goal.DOWNLOAD, Optional.empty());
                            return platform.driver
                                    .download(ready.selections(), same, scope)
                                    .thenAccept(this::count)
                                    .map(this::text);
                        },
                        unsolvable -> loop.promises().resolved("Unsolvable " + unsolvable.problems()),
                        aborted -> loop.promises().resolved("Aborted"));
            }

            /** Whether all errors are told; what has failed for one may have come for another since. */
            private void count(Acquisition acquisition) {
                if (acquisition instanceof Acquisition.Aborted) return;
                List<Selection> told = acquisition instanceof Acquisition.Failed failed
                        ? failed.failures().stream()
                                .map(Acquisition.Failure::selection)
                                .toList()
                        : List.of();
                List<Selection> missing =
                        platform.driver.missing(selected.orElseThrow()).selections();
                if (!told.containsAll(missing))
                    throw trace.violation("Told to be missing: " + ids(told) + ", but missing: " + ids(missing));
            }

            /** What was chosen is what anybody would choose who sees what is cached now, unless more has come since. */
            void compare(BiConsumer<BooleanSupplier, Process> until) {
                if (selected.isEmpty() || cancelled || disk.wasFull() || updates > updatesUntilSelected) return;
                DriverRequest cached = request(
                        DriverRequest.Refresh.AS_NEEDED, DriverRequest.Goal.SELECT, Optional.of(NetworkUse.FULL));
                Promise<Result> again = platform.driver.select(cached, new Switch(loop.promises()));
                until.accept(again::isDone, Process.this);
                again.onSuccess(result -> {
                    boolean same = result instanceof Result.Ready ready
                            && ids(ready.selections().selections())
                                    .equals(ids(selected.orElseThrow().selections()));
                    if (!same)
                        throw trace.violation(
                                "Chosen: " + ids(selected.orElseThrow().selections()) + ", but now: " + text(result));
                });
            }

            private List<String> ids(List<Selection> selections) {
                return selections.stream().map(Selection::id).toList();
            }

            void conclude() {
                String result = result();
                trace.add("=> " + result);
                if (stormy && result.contains("are not supported")) trace.mattered(Fault.FORMAT_LEAVES);
                boolean must = mustSucceed || mustSucceedAlone && this != askers.get(0);
                if (!must) return;
                if (!result.equals("Complete")) throw trace.violation("It could have succeeded, but: " + result);
                for (World.Site feed : world.feeds) primaryCounts(feed);
            }

            /** Whatever a mirror had, what the primary has is taken if it is not older. */
            private void primaryCounts(World.Site feed) {
                if (!asked.contains(feed.uri.text()) || !feed.primaryIsGood) return;
                Instant primary = feed.primary.orElseThrow().signedAt();
                boolean older = watchman.cached(feed)
                        .filter(cached -> !cached.isBefore(primary))
                        .isEmpty();
                if (older) throw trace.violation("The primary has a newer document, but it is not used: " + feed.uri);
            }

            private String text(Result result) {
                return result.fold(
                                ready -> {
                                    StringBuilder text = new StringBuilder("Ready");
                                    ready.selections().selections().forEach(s -> text.append(' ')
                                            .append(s.id()));
                                    return text.append(' ')
                                            .append(ready.problems())
                                            .toString();
                                },
                                unsolvable -> "Unsolvable " + unsolvable.explanation(),
                                aborted -> "Aborted")
                        .replace(base.toString(), "BASE");
            }

            private String text(Acquisition acquisition) {
                return acquisition
                        .fold(complete -> "Complete", failed -> "Failed " + failed.failures(), aborted -> "Aborted")
                        .replace(base.toString(), "BASE");
            }

            boolean isDone() {
                return answer != null
                        && answer.isDone()
                        && (!cancelled || outer.off().isDone());
            }

            String result() {
                try {
                    Throwable failure = answer.getFailure();
                    if (failure != null) throw new Violation("The run has ended as a defect: " + failure, failure);
                    if (cancelled && outer.off().getFailure() != null)
                        throw new Violation(
                                "Cleaning up has failed", outer.off().getFailure());
                    return answer.getValue();
                } catch (InvocationTargetException | InterruptedException impossible) {
                    throw new IllegalStateException(impossible);
                }
            }
        }
    }

    private static void delete(Path directory) {
        if (!Files.exists(directory)) return;
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes)
                        throws IOException {
                    Files.setPosixFilePermissions(visited, PosixFilePermissions.fromString("rwx------"));
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                    Files.delete(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException kept) {
            throw new UncheckedIOException(kept);
        }
    }

    /** What was trusted beforehand is no news. */
    private static final class NoLog implements TrustLog {
        @Override
        public Reading read() {
            return new Reading(List.of(), State.INTACT);
        }

        @Override
        public void write(What what, Fingerprint key, TrustDomain domain, String detail) {}
    }
}
