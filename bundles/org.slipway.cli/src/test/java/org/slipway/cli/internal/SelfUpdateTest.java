package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.util.promise.Promise;
import org.slipway.api.driver.Acquisition;
import org.slipway.api.driver.Driver;
import org.slipway.api.driver.DriverRequest;
import org.slipway.api.driver.Result;
import org.slipway.api.feed.FeedProblem;
import org.slipway.api.settings.AtomicFiles;
import org.slipway.api.settings.NetworkUse;
import org.slipway.api.solver.Explanation;
import org.slipway.api.store.Draft.Commit;
import org.slipway.api.store.Store;
import org.slipway.api.store.Upkeep;
import org.slipway.api.store.Verification;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.model.FeedUri;
import org.slipway.model.InterfaceUri;
import org.slipway.model.ManifestDigest;
import org.slipway.model.Role;
import org.slipway.model.Version;
import org.slipway.model.selections.Selections;
import org.slipway.model.selections.SelectionsReader;
import org.slipway.model.xml.Xml;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.TestHost;
import org.slipway.testkit.TestPlaces;
import org.slipway.testkit.TestSettings;

/** Slipway replaces itself, or leaves itself as it is. */
class SelfUpdateTest {
    private static final String FEED = "https://example.com/slipway.xml";

    @TempDir
    Path temp;

    private final ManualLoop loop = new ManualLoop();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Console console = new Console(
            new PrintStream(out, true, UTF_8), new PrintStream(new ByteArrayOutputStream(), true, UTF_8), false);
    private final TestSettings settings = new TestSettings();
    private final List<DriverRequest> asked = new ArrayList<>();
    private List<FeedProblem> problems = List.of();
    private Acquisition acquisition = new Acquisition.Complete();
    private Optional<Result> nothingThere = Optional.empty();
    private Optional<Verification> verification = Optional.empty();
    private String offered = "2";
    private Meanwhile duringTheDownload = () -> {};
    private Path root;
    private Path home;

    private interface Meanwhile {
        void run() throws Exception;
    }

    @BeforeEach
    void an_installation() throws IOException {
        settings.selfUpdateFeed = Optional.of(URI.create(FEED));
        root = distribution(temp.resolve("opt/slipway"), "1", "1");
        home = root;
        Files.createDirectories(temp.resolve("proc/self"));
        Files.writeString(temp.resolve("proc/self/maps"), "");
        for (int version = 1; version <= 4; version++) stored(version, Integer.toString(version));
    }

    /** @param says which version it is */
    private static Path distribution(Path directory, String version, String says) throws IOException {
        for (String name : List.of("bin", "bundles", "lib", "share/man"))
            Files.createDirectories(directory.resolve(name));
        Path program = Files.writeString(
                directory.resolve("bin/slipway"), "#!/bin/sh\necho 'slipway (zero-install) " + says + "'\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(directory.resolve("lib/slipway.jar"), version);
        Files.writeString(directory.resolve("share/man/page"), version);
        Files.writeString(directory.resolve("README.md"), version);
        return directory;
    }

    private static ManifestDigest digest(int version) {
        return ManifestDigest.of("sha1new=" + Integer.toString(version).repeat(40))
                .orElseThrow();
    }

    private Path stored(int version, String says) throws IOException {
        return distribution(
                temp.resolve("implementations").resolve(digest(version).directoryName()),
                Integer.toString(version),
                says);
    }

    private Path version(int version) {
        return root.resolve("versions").resolve(digest(version).directoryName());
    }

    private Promise<Integer> update(String... options) throws Exception {
        return updateOf("1", options);
    }

    private Promise<Integer> updateOf(String installed, String... options) throws Exception {
        Arguments typed = Arguments.parse(
                Stream.concat(Stream.of("self", "update"), Stream.of(options)).toList());
        SelfUpdateCommand command = new SelfUpdateCommand(
                services(),
                console,
                Version.of(installed),
                Optional.of(new Installation(root, home)),
                new RunningPrograms(temp.resolve("proc")));
        Promise<Integer> status = loop.promises().resolved(1).flatMap(x -> {
            try {
                return command.run(new Command.Invocation(typed, List.of()), loop.scope());
            } catch (Complaint complaint) {
                return loop.promises().failed(complaint);
            }
        });
        loop.run();
        return status;
    }

    private void done(String... options) throws Exception {
        Promise<Integer> status = update(options);
        if (status.getFailure() != null) throw new AssertionError(status.getFailure());
        assertThat(status.getValue()).isZero();
    }

    private String refused(String... options) throws Exception {
        Throwable failure = update(options).getFailure();
        assertThat(failure).isInstanceOf(Complaint.class);
        assertThat(root.resolve("bin/slipway")).as("the program is what it was").isRegularFile();
        assertThat(Files.isSymbolicLink(root.resolve("bin/slipway"))).isFalse();
        return failure.getMessage();
    }

    private Selections selections() throws Exception {
        return SelectionsReader.read(Xml.read(("<selections interface='" + FEED + "' command='run'"
                        + " xmlns='http://zero-install.sourceforge.net/2004/injector/interface'>"
                        + "<selection id='x' version='" + offered + "' interface='" + FEED + "'>"
                        + "<manifest-digest sha1new='"
                        + digest(Integer.parseInt(offered)).value() + "'/>"
                        + "<command name='run' path='bin/slipway'/></selection></selections>")
                .getBytes(UTF_8)));
    }

    private Services services() {
        Driver driver = Partly.a(
                Driver.class,
                Map.of(
                        "select",
                        both -> {
                            asked.add((DriverRequest) both[0]);
                            if (nothingThere.isPresent()) return loop.promises().resolved(nothingThere.get());
                            return loop.promises()
                                    .resolved(new Result.Ready(
                                            selections(), problems, List.of(), Set.of(FeedUri.of(FEED))));
                        },
                        "download",
                        all -> {
                            duringTheDownload.run();
                            return loop.promises().resolved(acquisition);
                        }));
        Store store = Partly.a(
                Store.class,
                Map.of(
                        "find",
                        digests -> Optional.of(temp.resolve("implementations")
                                .resolve(((List<?>) digests[0]).get(0).toString()))));
        Map<String, Partly.Answer> upkeep = new HashMap<>();
        upkeep.put("verify", any -> verification.orElse(new Verification.Intact()));
        upkeep.put("copy", all -> copy((Path) all[0], ((Path) all[2]).resolve(all[1].toString())));
        upkeep.put("contents", where -> contents((Path) where[0]));
        upkeep.put("remove", entry -> remove((Path) entry[0]));
        AtomicFiles files = Files::write;
        return SomeServices.of(
                loop,
                new TestHost(Map.of("PATH", "/usr/bin:/bin"), temp),
                new TestPlaces(temp),
                settings,
                files,
                store,
                Partly.a(Upkeep.class, upkeep),
                driver);
    }

    private static Object copy(Path from, Path to) throws Exception {
        assertThat(new ProcessBuilder("cp", "-a", from.toString(), to.toString())
                        .start()
                        .waitFor())
                .isZero();
        return new Commit.Stored(to);
    }

    private static List<Path> contents(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.sorted().toList();
        }
    }

    private static Object remove(Path entry) throws Exception {
        assertThat(new ProcessBuilder("rm", "-r", entry.toString()).start().waitFor())
                .isZero();
        return null;
    }

    @Test
    void a_newer_version_is_what_is_started_from_now_on() throws Exception {
        done();

        assertThat(root.resolve("bin/slipway").toRealPath())
                .isEqualTo(version(2).resolve("bin/slipway").toRealPath());
        assertThat(out.toString(UTF_8)).isEqualTo("Slipway 2 is installed in " + root + "; it was 1\n");
        assertThat(root.resolve("share/man/page")).hasContent("2");
        assertThat(root.resolve("README.md")).hasContent("2");
        DriverRequest request = asked.get(0);
        assertThat(request.refresh()).isEqualTo(DriverRequest.Refresh.ALL);
        assertThat(request.networkUse()).contains(NetworkUse.FULL);
    }

    @Test
    void what_runs_keeps_all_that_it_was_started_from() throws Exception {
        done();
        assertThat(root.resolve("lib/slipway.jar")).hasContent("1");
        assertThat(root.resolve("bundles")).isDirectory();
        assertThat(root.resolve("bin/slipway-1")).content().contains("(zero-install) 1");
    }

    @Test
    void of_the_versions_the_one_before_stays_and_those_that_are_used() throws Exception {
        done();
        offered = "3";
        home = version(2);
        assertThat(updateOf("2").getValue()).isZero();
        assertThat(version(2)).isDirectory();
        offered = "4";
        home = version(3);
        Files.createDirectories(temp.resolve("proc/7"));
        Files.writeString(temp.resolve("proc/7/cmdline"), "java\0-Dslipway.home=" + version(2));
        assertThat(updateOf("3").getValue()).isZero();
        assertThat(version(2)).isDirectory();
        Files.delete(temp.resolve("proc/7/cmdline"));
        assertThat(updateOf("3").getValue()).as("somebody was faster").isZero();
        assertThat(version(4)).isDirectory();
        assertThat(root.resolve("bin/slipway").toRealPath())
                .startsWith(version(4).toRealPath());
    }

    @Test
    void attack_an_older_or_the_same_version_is_never_installed() throws Exception {
        for (String old : List.of("1", "2")) {
            offered = old;
            assertThat(updateOf("2").getValue()).isZero();
            assertThat(root.resolve("versions")).doesNotExist();
        }
        assertThat(out.toString(UTF_8)).contains("No newer Slipway found. Continuing with version 2\n");
    }

    @Test
    void attack_what_has_been_tampered_with_in_the_store_is_never_installed() throws Exception {
        verification =
                Optional.of(new Verification.Damaged(digest(2), "sha1new=0", List.of("changed: bin/slipway"), 0));
        assertThat(refused()).contains("is not as its digest says", "Nothing has been changed");
        assertThat(version(2)).doesNotExist();
    }

    @Test
    void what_cannot_be_fetched_changes_nothing() throws Exception {
        acquisition = new Acquisition.Aborted();
        assertThat(refused()).isEqualTo("Stopped");
        problems = List.of(new FeedProblem.CacheFailure(FeedUri.of(FEED), "No space left on device"));
        assertThat(refused()).contains("No space left on device", "nobody knows whether there is a newer Slipway");
    }

    @Test
    void where_there_is_no_feed_it_says_where_to_name_another() throws Exception {
        InterfaceUri slipway = new InterfaceUri(FEED);
        Explanation.Component component = new Explanation.Component(
                Role.binary(slipway),
                Optional.empty(),
                Optional.empty(),
                List.of(new Explanation.Problem.NoMainFeed(slipway)),
                List.of(),
                List.of(),
                0,
                0);
        NetworkProblem gone = new NetworkProblem(URI.create(FEED), NetworkProblem.Kind.NOT_FOUND, "404");
        nothingThere = Optional.of(new Result.Unsolvable(
                new Explanation(List.of(component)),
                List.of(new FeedProblem.Unreachable(new FeedUri.Remote(FEED), gone))));
        assertThat(refused()).contains(FEED, "Nothing has been changed", "slipway config self_update_uri URI");
    }

    @Test
    void without_the_network_nobody_is_asked() throws Exception {
        assertThat(refused("--offline")).contains("is asked over the network, which is not to be used");
        settings.networkUse = NetworkUse.OFF_LINE;
        assertThat(refused()).contains("network_use full");
        settings.selfUpdateFeed = Optional.empty();
        assertThat(refused()).contains("slipway config self_update_uri URI");
        assertThat(asked).isEmpty();
    }

    @Test
    void what_does_not_start_or_is_something_else_is_not_switched_to() throws Exception {
        stored(2, "7");
        assertThat(refused()).contains("it says that it is 'slipway (zero-install) 7'");
        Files.writeString(
                temp.resolve("implementations")
                        .resolve(digest(2).directoryName())
                        .resolve("bin/slipway"),
                "#!/bin/sh\necho 'Java 99 is needed' >&2\nexit 1\n");
        assertThat(refused()).contains("it ends with the status 1: Java 99 is needed");
        Files.delete(temp.resolve("implementations")
                .resolve(digest(2).directoryName())
                .resolve("lib/slipway.jar"));
        assertThat(refused()).contains("is no Slipway");
        assertThat(version(2)).doesNotExist();
    }

    @Test
    void what_lies_in_a_store_is_never_changed() throws Exception {
        root = temp.resolve("implementations").resolve(digest(1).directoryName());
        home = root;
        Files.writeString(root.resolve(".manifest"), "");
        assertThat(refused()).contains("is an implementation of a store", "slipway update URI");
        assertThat(asked).isEmpty();
    }

    @Test
    void of_two_at_a_time_one_is_refused() throws Exception {
        try (var other = new Installation(root, home).alone().orElseThrow()) {
            assertThat(other.isOpen()).isTrue();
            assertThat(update().getFailure()).isNotNull();
        }
        assertThat(Files.isSymbolicLink(root.resolve("bin/slipway"))).isFalse();
    }

    @Test
    void programs_are_told_in_json() throws Exception {
        done("--json");
        assertThat(out.toString(UTF_8))
                .isEqualTo("{\"directory\": \"" + root
                        + "\", \"before\": \"1\", \"version\": \"2\", \"updated\": true}\n");
    }

    @Test
    void an_update_that_somebody_else_has_made_meanwhile_is_not_undone() throws Exception {
        duringTheDownload = () -> {
            Path other = distribution(version(3), "3", "3").resolve("bin/slipway");
            Files.delete(root.resolve("bin/slipway"));
            Files.createSymbolicLink(root.resolve("bin/slipway"), other);
        };
        Throwable failure = update().getFailure();
        assertThat(failure).isInstanceOf(Complaint.class).hasMessageContaining("updated meanwhile");
        assertThat(root.resolve("bin/slipway").toRealPath())
                .isEqualTo(version(3).resolve("bin/slipway"));
    }

    @Test
    void what_an_update_that_was_cut_off_has_left_undone_is_made_up_for() throws Exception {
        done();
        Files.writeString(root.resolve("README.md"), "1");
        home = version(2);
        assertThat(updateOf("2").getValue()).isZero();
        assertThat(root.resolve("README.md")).hasContent("2");
    }

    @Test
    void a_directory_called_versions_of_a_users_own_is_nothing_to_write_over() throws IOException {
        Path own = distribution(temp.resolve("home/versions/slipway-1"), "1", "1");
        Path program = Files.createSymbolicLink(
                Files.createDirectories(temp.resolve("home/bin")).resolve("slipway"), own.resolve("bin/slipway"));
        assertThat(Installation.of(program, own).root()).isEqualTo(own);
        Path updated = temp.resolve("home/versions").resolve(digest(2).directoryName());
        assertThat(Installation.of(program, updated).root()).isEqualTo(temp.resolve("home"));
    }
}
