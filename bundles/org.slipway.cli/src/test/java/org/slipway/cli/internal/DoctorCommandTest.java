package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.util.promise.Promise;
import org.slipway.api.archive.ArchiveFormat;
import org.slipway.api.feed.FeedCache;
import org.slipway.api.settings.Network;
import org.slipway.api.settings.NetworkUse;
import org.slipway.api.settings.Scratch;
import org.slipway.api.store.Store;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.api.transport.NetworkProblem.Kind;
import org.slipway.api.transport.Route;
import org.slipway.api.trust.TrustDatabase;
import org.slipway.api.trust.TrustLog;
import org.slipway.model.FeedUri;
import org.slipway.model.json.JsonReader;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.ScriptedDownloads;
import org.slipway.testkit.TestHost;
import org.slipway.testkit.TestPlaces;
import org.slipway.testkit.TestSettings;

class DoctorCommandTest {
    private static final String MIRROR = "http://mirror.example/m";
    private static final String KEYS = "https://keys.example/";

    @TempDir
    Path home;

    private final ManualLoop loop = new ManualLoop();
    private final TestSettings settings = new TestSettings();
    private final ScriptedDownloads downloads = new ScriptedDownloads(loop);
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, Route> ways = new HashMap<>();
    private final List<Path> stores = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Console console =
            new Console(new PrintStream(out, true, UTF_8), new PrintStream(out, true, UTF_8), false);
    private Instant lastChecked = Instant.EPOCH;
    private TrustLog.State log = TrustLog.State.INTACT;
    private Map<String, Object> format = Map.of();
    private Partly.Answer scratch = arguments -> loop.promises().resolved(home.resolve("answer"));

    @BeforeEach
    void servers_and_a_store() throws IOException {
        settings.mirror = Optional.of(URI.create(MIRROR));
        settings.keyInfoServer = Optional.of(URI.create(KEYS));
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        stores.add(home.resolve("cache/implementations"));
    }

    private Services services() {
        return SomeServices.of(
                loop,
                new TestHost(environment, home),
                new TestPlaces(home),
                settings,
                Partly.a(
                        FeedCache.class,
                        Map.of(
                                "list",
                                arguments -> List.of(new FeedUri.Remote("http://example.com/a.xml")),
                                "lastChecked",
                                arguments -> Optional.of(lastChecked))),
                Partly.a(Store.class, Map.of("directories", arguments -> stores)),
                Partly.a(TrustDatabase.class, Map.of("all", arguments -> Map.of())),
                Partly.a(TrustLog.class, Map.of("read", arguments -> new TrustLog.Reading(List.of(), log))));
    }

    private Promise<Integer> begin(String... words) throws Complaint {
        List<String> typed = new ArrayList<>(List.of("doctor"));
        typed.addAll(List.of(words));
        Arguments arguments = Arguments.parse(typed);
        ArchiveTrees archives = new ArchiveTrees(null);
        archives.add(Partly.a(ArchiveFormat.class, Map.of()), format);
        Reach reach = new Reach(loop, () -> downloads, () -> Partly.a(Scratch.class, Map.of("file", scratch)));
        reach.know(() -> uri -> ways.getOrDefault(uri.getHost(), new Route.Direct()));
        Promise<Integer> status = new DoctorCommand(services(), console, reach, archives)
                .run(
                        new Command.Invocation(
                                arguments,
                                arguments.words().subList(1, arguments.words().size())),
                        loop.scope());
        loop.run();
        return status;
    }

    private int end(Promise<Integer> status) {
        return loop.value(status);
    }

    private int offline() throws Complaint {
        return end(begin("--offline"));
    }

    private String said() {
        return out.toString(UTF_8);
    }

    private void answers(String uri) {
        downloads.serves(uri, "x".getBytes(UTF_8));
    }

    @Test
    void where_nothing_is_wrong_each_check_is_one_line_on_one_screen() throws Exception {
        Promise<Integer> status = begin();
        downloads
                .request(MIRROR)
                .listener()
                .dated(URI.create(MIRROR), loop.clock().instant().plusSeconds(3));
        answers(MIRROR);
        downloads.fails(KEYS, Kind.NOT_FOUND);

        assertThat(end(status)).isZero();
        assertThat(said().lines()).hasSizeLessThan(24).allSatisfy(line -> assertThat(line)
                .startsWith("ok    "));
        assertThat(said())
                .contains("ok    mirror: " + MIRROR + " answers; asked directly")
                .contains("ok    key information: " + KEYS + " answers 404; asked directly")
                .contains("ok    time: what servers say differs from the clock here by 3 s")
                .contains("ok    clock: 2026-01-01T00:00:00Z; nothing that is known here is later")
                .contains("ok    certificates:", "ok    trust:", "ok    disk:", "ok    sandbox:", "ok    programs:")
                .contains("ok    store: " + stores.get(0) + " can be made");
    }

    @Test
    void a_server_that_cannot_be_reached_fails_with_what_to_do() throws Exception {
        Promise<Integer> status = begin("http://example.com/feed.xml");
        answers(KEYS);
        downloads.fails(MIRROR, Kind.UNKNOWN_HOST);
        downloads.fails("http://example.com/feed.xml", Kind.NOT_FOUND);

        assertThat(end(status)).isEqualTo(1);
        assertThat(said())
                .contains("fail  mirror: Cannot download " + MIRROR
                        + ": there is no host called 'mirror.example'; asked directly. Check the name and the network")
                .contains("fail  URI: Cannot download http://example.com/feed.xml: the server does not have it");
    }

    @Test
    void a_server_that_says_nothing_is_not_waited_for_long() throws Exception {
        Promise<Integer> status = begin();
        answers(KEYS);
        loop.run();
        assertThat(status.isDone()).isFalse();

        loop.advance(Reach.PATIENCE);

        assertThat(end(status)).isEqualTo(1);
        assertThat(said()).contains("fail  mirror: Cannot download " + MIRROR + ": mirror.example does not answer");
        assertThat(downloads.pending()).isEmpty();
    }

    @Test
    void what_would_be_tried_again_counts_at_once() throws Exception {
        Promise<Integer> status = begin();
        answers(KEYS);
        downloads
                .request(MIRROR)
                .listener()
                .retrying(new NetworkProblem(URI.create(MIRROR), Kind.STATUS, "503 Busy"), Duration.ofSeconds(1));
        loop.run();

        assertThat(end(status)).isZero();
        assertThat(said()).contains("warn  mirror: " + MIRROR + " answers 503 Busy");
    }

    @Test
    void off_line_nobody_is_asked() throws Exception {
        ways.put("mirror.example", new Route.Through(URI.create("http://proxy:3128")));

        assertThat(offline()).isZero();
        settings.networkUse = NetworkUse.OFF_LINE;
        assertThat(end(begin())).isZero();

        assertThat(downloads.asked()).isEmpty();
        assertThat(said())
                .contains("mirror: " + MIRROR + " would be asked through the proxy http://proxy:3128, and was not")
                .contains("key information: " + KEYS + " would be asked directly, and was not");
    }

    @Test
    void a_proxy_that_makes_no_sense_is_told_and_no_password_is() throws Exception {
        ways.put("mirror.example", new Route.Unusable("http_proxy is not a URL"));
        settings.mirror = Optional.of(URI.create("http://me:secret@mirror.example/m"));
        String uri = "http://you:hidden@example.com/x";

        Promise<Integer> status = begin(uri);
        answers(KEYS);
        downloads.fails(uri, Kind.CONNECTION_REFUSED);

        assertThat(end(status)).isEqualTo(1);
        assertThat(said())
                .contains("fail  mirror: http://mirror.example/m cannot be asked: http_proxy is not a URL")
                .contains("fail  URI: Cannot download http://example.com/x: connection refused by example.com")
                .doesNotContain("secret", "hidden");
    }

    @Test
    void a_proxy_that_wants_a_login_is_not_the_server() throws Exception {
        ways.put("mirror.example", new Route.Through(URI.create("http://proxy:3128")));
        Promise<Integer> status = begin();
        answers(KEYS);
        downloads
                .request(MIRROR)
                .listener()
                .retrying(new NetworkProblem(URI.create(MIRROR), Kind.STATUS, "407 Login"), Duration.ZERO);

        assertThat(end(status)).isEqualTo(1);
        assertThat(said())
                .contains("fail  mirror: the proxy says '407 Login'; asked through the proxy http://proxy:3128");
    }

    @Test
    void who_does_not_get_through_a_proxy_is_told_of_the_proxy() throws Exception {
        ways.put("mirror.example", new Route.Through(URI.create("http://proxy:3128")));
        Promise<Integer> status = begin();
        answers(KEYS);
        downloads.fails(MIRROR, Kind.CONNECTION_REFUSED);

        assertThat(end(status)).isEqualTo(1);
        assertThat(said())
                .contains("fail  mirror: " + MIRROR + " cannot be reached; asked through the proxy http://proxy:3128."
                        + " Check the proxy. Check the variables http_proxy");
    }

    @Test
    void one_server_with_another_time_may_be_wrong_by_itself() throws Exception {
        Instant now = loop.clock().instant();
        Promise<Integer> status = begin();
        downloads.request(MIRROR).listener().dated(URI.create(MIRROR), now.plus(Duration.ofDays(400)));
        downloads.request(KEYS).listener().dated(URI.create(KEYS), now.minusSeconds(1));
        answers(MIRROR);
        answers(KEYS);
        assertThat(end(status)).isZero();

        Promise<Integer> again = begin();
        for (String uri : List.of(MIRROR, KEYS)) {
            downloads.request(uri).listener().dated(URI.create(uri), now.plus(Duration.ofDays(2)));
            answers(uri);
        }
        assertThat(end(again)).isEqualTo(1);
        assertThat(said())
                .contains("fail  time: what servers say differs from the clock here by 172800 s. Set the clock");
    }

    @Test
    void a_clock_that_is_behind_what_has_happened_here() throws Exception {
        lastChecked = loop.clock().instant().plus(Duration.ofHours(2));
        assertThat(offline()).isZero();
        assertThat(said()).contains("warn  clock: 2026-01-01T00:00:00Z is before 2026-01-01T02:00:00Z");

        lastChecked = loop.clock().instant().plus(Duration.ofDays(2));
        assertThat(offline()).isEqualTo(1);
        assertThat(said()).contains("fail  clock: 2026-01-01T00:00:00Z is before 2026-01-03T00:00:00Z");
    }

    @Test
    void certificates_that_somebody_names_must_be_some() throws Exception {
        environment.put("SSL_CERT_FILE", home.resolve("missing.pem").toString());
        Path pem = Files.writeString(home.resolve("some.pem"), "-----BEGIN CERTIFICATE-----\nAA==\n");
        settings.network = network(pem);

        assertThat(offline()).isEqualTo(1);
        assertThat(said())
                .contains("fail  certificates: SSL_CERT_FILE names " + home.resolve("missing.pem")
                        + ", which cannot be read")
                .contains("ok    certificates: the setting 'certificates' names " + pem + ", with 1 of them");

        Files.writeString(pem, "nothing");
        assertThat(offline()).isEqualTo(1);
        assertThat(said()).contains(pem + ", which has none: it must be a PEM file");
    }

    private static Network network(Path certificates) {
        Network unset = Network.DEFAULT;
        return new Network(
                unset.transfersPerSite(),
                unset.slowAfter(),
                unset.connectWithin(),
                unset.stallAfter(),
                unset.stallBytes(),
                unset.retries(),
                unset.downgrade(),
                Optional.of(certificates),
                unset.keepInterrupted());
    }

    @Test
    void directories_that_cannot_be_used() throws Exception {
        Files.writeString(home.resolve("cache"), "a file");
        stores.set(0, home.resolve("elsewhere"));
        stores.add(home.resolve("named but missing"));
        stores.add(Files.createDirectories(home.resolve("shared")));

        assertThat(offline()).isEqualTo(1);

        assertThat(said())
                .contains("fail  cache: " + home.resolve("cache") + " is in the way: it is no directory")
                .contains("ok    configuration: " + home.resolve("config") + " can be made")
                .contains("warn  shared store: " + home.resolve("named but missing") + " is not there")
                .contains("ok    shared store: " + home.resolve("shared") + " can be read");
    }

    @Test
    void what_others_can_write_is_told() throws Exception {
        Path config = Files.createDirectories(home.resolve("config"));
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThat(offline()).isZero();

        assertThat(said()).contains("warn  configuration: others can write to " + config);
    }

    @Test
    void room_on_the_disk() {
        Path store = Path.of("/store");
        assertThat(DirectoryChecks.room(5L << 30, store).level()).isEqualTo(Diagnosis.Level.OK);
        assertThat(DirectoryChecks.room(500L << 20, store).level()).isEqualTo(Diagnosis.Level.WARN);
        assertThat(DirectoryChecks.room(50L << 20, store).text())
                .startsWith("fail  disk: 50.0 MB are free where the store is, /store. Make room: 'slipway gc'");
    }

    @Test
    void an_altered_log_of_trust_fails() throws Exception {
        log = TrustLog.State.ALTERED;
        assertThat(offline()).isEqualTo(1);
        assertThat(said()).contains("fail  trust: the log of whom you trust has been changed");
    }

    @Test
    void programs_that_archives_need() throws Exception {
        Path bin = Files.createDirectories(home.resolve("bin"));
        environment.put("PATH", bin + ":");
        format = Map.of(ArchiveFormat.EXTENSION, ".x", ArchiveFormat.PROGRAM, new String[] {"first", "second"});
        assertThat(offline()).isZero();
        assertThat(said()).contains("warn  programs: not here, but some archives need them: first or second (.x)");

        Path second = Files.writeString(bin.resolve("second"), "");
        Files.setPosixFilePermissions(second, PosixFilePermissions.fromString("rwxr-xr-x"));
        offline();
        assertThat(said()).contains("ok    programs:");
    }

    @Test
    void walls_around_this_process() throws Exception {
        assertThat(SandboxCheck.of(home, Map.of()).what()).contains("none that shows itself");
        Files.createDirectories(home.resolve("proc/1"));
        Files.createDirectories(home.resolve("proc/self"));
        Files.writeString(home.resolve("proc/1/comm"), "bwrap\n");
        Files.writeString(home.resolve("proc/self/status"), "NoNewPrivs:\t1\nSeccomp:\t2\n");
        assertThat(SandboxCheck.of(home, Map.of("container", "lxc")).what())
                .isEqualTo(
                        "a container of 'lxc', a filter of system calls, bubblewrap, no new privileges: for programs, too");
        Files.createFile(home.resolve(".dockerenv"));
        assertThat(SandboxCheck.of(home, Map.of()).what()).startsWith("a Docker container");
    }

    @Test
    void where_there_is_no_place_for_an_answer_nobody_is_asked() throws Exception {
        scratch = arguments -> loop.promises().failed(new IOException("no room"));
        assertThat(end(begin())).isEqualTo(1);
        assertThat(said()).contains("fail  mirror: " + MIRROR + " cannot be asked: no room");
    }

    @Test
    void programs_get_the_same() throws Exception {
        log = TrustLog.State.ALTERED;
        end(begin("--offline", "--json"));

        Map<?, ?> told = (Map<?, ?>) JsonReader.read(said());

        List<?> checks = (List<?>) told.get("checks");
        assertThat(checks).hasSizeGreaterThan(8);
        assertThat(checks.toString()).contains("{check=trust, result=fail, what=the log", "result=ok", "advice=null");
    }

    @Test
    void what_is_on_no_server_cannot_be_asked_for() throws Exception {
        Path feed = Files.writeString(home.resolve("feed.xml"), "");
        assertThatThrownBy(() -> begin(feed.toString())).hasMessageContaining("is on no server");
        assertThatThrownBy(() -> begin("http:///x")).isInstanceOf(Complaint.class);
        assertThatThrownBy(() -> begin("a", "b")).isInstanceOf(Command.WrongUsage.class);
    }
}
