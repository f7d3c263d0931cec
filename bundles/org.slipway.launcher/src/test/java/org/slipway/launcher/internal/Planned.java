package org.slipway.launcher.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.osgi.util.promise.Promise;
import org.slipway.api.app.App;
import org.slipway.api.app.Apps;
import org.slipway.api.app.Standing;
import org.slipway.api.app.Wanted;
import org.slipway.api.driver.Acquisition;
import org.slipway.api.driver.Driver;
import org.slipway.api.driver.DriverRequest;
import org.slipway.api.driver.Missing;
import org.slipway.api.driver.Result;
import org.slipway.api.feed.FeedCache;
import org.slipway.api.feed.FeedPlaces;
import org.slipway.api.feed.FeedPreferences;
import org.slipway.api.feed.FeedSource;
import org.slipway.api.feed.InterfacePreferences;
import org.slipway.api.launch.Keeping;
import org.slipway.api.launch.LaunchOptions;
import org.slipway.api.launch.Launcher;
import org.slipway.api.packages.PackageManager;
import org.slipway.api.settings.AtomicFiles;
import org.slipway.api.solver.Choice;
import org.slipway.api.solver.Solver;
import org.slipway.async.Switch;
import org.slipway.launcher.internal.Bench.FixedHost;
import org.slipway.launcher.internal.Bench.NoStore;
import org.slipway.launcher.internal.Bench.PortablePlaces;
import org.slipway.model.FeedUri;
import org.slipway.model.InterfaceUri;
import org.slipway.model.feed.Feed;
import org.slipway.model.selections.Selections;
import org.slipway.model.selections.SelectionsReader;
import org.slipway.model.xml.Xml;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.TestSettings;

/**
 * The real {@code bin/slipway} in a home where a JVM would cost too much: in its place stands a program that hands over the
 * script that the JVM would have, and notes that it was asked.
 */
final class Planned {
    static final String NAME = "tool";
    static final InterfaceUri URI = new InterfaceUri("http://example.com/app.xml");

    private static final Instant LONG_AGO = Instant.ofEpochSecond(1_700_000_000, 5);

    final Path home;
    final Path installed;
    final ManualLoop loop = new ManualLoop();
    final TestSettings settings = new TestSettings();
    final App app;
    final List<Path> feedFiles = new ArrayList<>();
    final List<Path> found = new ArrayList<>();
    Optional<Instant> lastChecked;
    List<PackageManager> managers = List.of();
    List<FeedSource> sources = List.of();
    List<Launcher> launchers = List.of();
    List<Solver> solvers = List.of();
    private final Map<String, String> caller = new TreeMap<>();
    private Selections selections;
    private Runnable meanwhile = () -> {};

    Planned(Path home) throws IOException {
        this.home = home;
        this.installed = Files.createDirectories(home.resolve("in stalled"));
        this.app = new OneApp(home.resolve("config/apps").resolve(NAME));
        install();
        this.lastChecked = Optional.of(now());
        Path directory = Files.createDirectories(app.directory());
        old(Files.writeString(directory.resolve("selections.xml"), "..."));
        old(Files.writeString(directory.resolve("requirements.json"), "{}"));
        caller.put("PATH", "/usr/bin:/bin");
        caller.put("HOME", home.toString());
        caller.put("ZEROINSTALL_PORTABLE_BASE", home.toString());
        caller.put("SLIPWAY_JAVA", home.resolve("jdk/bin/java").toString());
    }

    private void install() throws IOException {
        Path bin = Files.createDirectories(installed.resolve("bin"));
        old(Files.copy(script(), bin.resolve("slipway")));
        bin.resolve("slipway").toFile().setExecutable(true);
        Path bundles = Files.createDirectories(installed.resolve("bundles"));
        old(Files.writeString(bundles.resolve("org.slipway.launcher-1.jar"), ""));
        old(bundles);
        Path jdk = Files.createDirectories(home.resolve("jdk/bin")).getParent();
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"17\"\n");
        program(jdk.resolve("bin/java"), """
                #!/bin/sh
                echo "$@" >>'%1$s/asked'
                [ -e '%1$s/answer' ] || exit 9
                cat '%1$s/answer' >&3
                """.formatted(home));
    }

    private static Path script() {
        Path above = Path.of("").toAbsolutePath();
        while (!Files.exists(above.resolve("distribution/src/main/bin/slipway"))) above = above.getParent();
        return above.resolve("distribution/src/main/bin/slipway");
    }

    /** By the clock of the file system. */
    Instant now() throws IOException {
        return Files.getLastModifiedTime(Files.write(home.resolve("clock"), new byte[] {1}))
                .toInstant();
    }

    static void program(Path file, String text) throws IOException {
        Files.writeString(file, text);
        if (!file.toFile().setExecutable(true)) throw new IOException("Not made executable: " + file);
    }

    /** So that its next change is one. */
    static Path old(Path file) throws IOException {
        return Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
    }

    Planned with(String name, String value) {
        caller.put(name, value);
        return this;
    }

    Planned without(String name) {
        caller.remove(name);
        return this;
    }

    Planned selecting(String document) throws Exception {
        selections = SelectionsReader.read(Xml.read(document.getBytes(UTF_8)));
        return this;
    }

    Planned changing(Runnable change) {
        meanwhile = change;
        return this;
    }

    /** What the JVM would say: the script for the same selections. */
    Planned answering() throws Exception {
        Files.writeString(
                home.resolve("answer"),
                "shift 2\n" + maker().make(selections, LaunchOptions.NONE).text());
        return this;
    }

    Planned answeringNothing() throws IOException {
        Files.deleteIfExists(home.resolve("answer"));
        return this;
    }

    ScriptMaker maker() {
        return new ScriptMaker(new NoStore(), new PortablePlaces(home), new FixedHost(Map.copyOf(caller), home));
    }

    KeptPlans plans() {
        KeptPlans plans = new KeptPlans(
                Optional.of(installed),
                loop,
                new OneAnswer(),
                new OneApps(),
                maker(),
                settings,
                new NoFeeds(),
                feed -> new FeedPlaces.Places(List.copyOf(feedFiles), List.of(home.resolve("preferences")), found),
                new Direct());
        plans.managers = managers;
        plans.sources = sources;
        plans.launchers = launchers;
        plans.solvers = solvers;
        return plans;
    }

    Keeping keep() throws Exception {
        return await(plans().keep(app, selections, loop.scope()));
    }

    Keeping keepUri() throws Exception {
        return await(plans().keep(URI, selections, Set.of(new FeedUri.Remote(URI.text())), loop.scope()));
    }

    Keeping keepFile(Path feed) throws Exception {
        return await(plans().keep(
                        new InterfaceUri(feed.toString()), selections, Set.of(new FeedUri.Local(feed)), loop.scope()));
    }

    private Keeping await(Promise<Keeping> keeping) throws Exception {
        loop.run();
        loop.advance(Duration.ofSeconds(1));
        return loop.value(keeping);
    }

    /** @param output as its bytes, in Latin 1 */
    record Told(int status, String output, String err, boolean askedJvm) {}

    Told run(List<String> shell, byte[]... arguments) throws Exception {
        return run(shell, NAME, arguments);
    }

    /** Bytes that are no text reach the program through a file that the shell reads. */
    Told run(List<String> shell, String word, byte[]... arguments) throws Exception {
        Files.deleteIfExists(home.resolve("asked"));
        StringBuilder line = new StringBuilder("exec");
        for (String part : shell) line.append(' ').append(Sh.quote(part));
        line.append(' ').append(Sh.quote(installed.resolve("bin/slipway").toString()));
        line.append(" run ").append(Sh.quote(word));
        for (byte[] argument : arguments) line.append(' ').append(Sh.quote(new String(argument, ISO_8859_1)));
        Path script =
                Files.write(home.resolve("line"), line.append('\n').toString().getBytes(ISO_8859_1));
        ProcessBuilder builder = new ProcessBuilder("/bin/dash", script.toString())
                .directory(home.toFile())
                .redirectError(home.resolve("err").toFile());
        builder.environment().clear();
        builder.environment().putAll(caller);
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), ISO_8859_1);
        int status = process.waitFor();
        return new Told(
                status, out, Files.readString(home.resolve("err"), ISO_8859_1), Files.exists(home.resolve("asked")));
    }

    Path planFile() throws IOException {
        try (Stream<Path> all = Files.walk(home.resolve("cache/injector/slipway-plans"))) {
            return all.filter(path -> path.endsWith("=plan")).findFirst().orElseThrow();
        }
    }

    private final class OneAnswer implements Driver {
        @Override
        public Promise<Result> select(DriverRequest request, Switch scope) {
            meanwhile.run();
            return loop.promises().resolved(new Result.Ready(selections, List.of(), List.of(), Set.of()));
        }

        @Override
        public Promise<Acquisition> download(Selections some, DriverRequest request, Switch scope) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Promise<List<Choice>> choices(Selections some, DriverRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Missing missing(Selections some) {
            return new Missing(List.of());
        }
    }

    private final class OneApps implements Apps {
        @Override
        public List<String> names() {
            return List.of(NAME);
        }

        @Override
        public Optional<App> find(String name) {
            return Optional.of(app);
        }

        @Override
        public App create(String name, Wanted wanted, Selections some) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void destroy(App some) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Promise<Standing> standing(App some, Switch scope) {
            meanwhile.run();
            return loop.promises().resolved(new Standing.Current(selections));
        }
    }

    private final class OneApp implements App {
        private final Path directory;

        OneApp(Path directory) {
            this.directory = directory;
        }

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Path directory() {
            return directory;
        }

        @Override
        public Wanted wanted() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void want(Wanted wanted) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Selections> selections() {
            return Optional.of(selections);
        }

        @Override
        public Optional<Selections> selections(LocalDate day) {
            return Optional.empty();
        }

        @Override
        public Path file(LocalDate day) {
            return directory.resolve("selections-" + day + ".xml");
        }

        @Override
        public List<LocalDate> history() {
            return List.of();
        }

        @Override
        public void save(Selections some) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Instant> lastChecked() {
            return lastChecked;
        }

        @Override
        public Optional<Instant> lastAttempt() {
            return Optional.empty();
        }

        @Override
        public void checked() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void attempted() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void hold() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isHeld() {
            return false;
        }
    }

    private final class NoFeeds implements FeedCache {
        @Override
        public Optional<Feed> get(FeedUri uri) {
            return Optional.empty();
        }

        @Override
        public Optional<byte[]> bytes(FeedUri.Remote uri) {
            return Optional.empty();
        }

        @Override
        public void put(FeedUri.Remote uri, byte[] document) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<FeedUri.Remote> list() {
            return List.of();
        }

        @Override
        public Optional<Instant> lastChecked(FeedUri.Remote uri) {
            return lastChecked;
        }

        @Override
        public void checked(FeedUri.Remote uri, Instant when) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Instant> lastAttempt(FeedUri.Remote uri) {
            return Optional.empty();
        }

        @Override
        public void attempted(FeedUri.Remote uri, Instant when) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FeedPreferences preferences(FeedUri feed) {
            return FeedPreferences.NONE;
        }

        @Override
        public InterfacePreferences preferences(InterfaceUri interfaceUri) {
            return InterfacePreferences.NONE;
        }

        @Override
        public void set(FeedUri feed, FeedPreferences preferences) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void set(InterfaceUri interfaceUri, InterfacePreferences preferences) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class Direct implements AtomicFiles {
        @Override
        public void replace(Path file, byte[] content) throws IOException {
            Files.write(file, content);
        }
    }
}
