package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.api.driver.Acquisition;
import org.slipway.api.driver.Driver;
import org.slipway.api.driver.DriverRequest;
import org.slipway.api.driver.DriverRequest.Goal;
import org.slipway.api.driver.DriverRequest.Refresh;
import org.slipway.api.driver.Result;
import org.slipway.api.fetch.Fetching;
import org.slipway.api.launch.Execution;
import org.slipway.api.launch.LaunchOptions;
import org.slipway.api.launch.Launcher;
import org.slipway.api.launch.Unlaunchable;
import org.slipway.api.monitor.Event;
import org.slipway.api.monitor.Monitor;
import org.slipway.api.solver.Choice;
import org.slipway.api.solver.Choice.Other;
import org.slipway.api.solver.Choice.Verdict;
import org.slipway.api.solver.Explanation;
import org.slipway.api.solver.Explanation.Candidate;
import org.slipway.api.store.Store;
import org.slipway.async.Bell;
import org.slipway.async.Providers;
import org.slipway.async.Switch;
import org.slipway.model.InterfaceUri;
import org.slipway.model.ManifestDigest;
import org.slipway.model.Role;
import org.slipway.model.Version;
import org.slipway.model.json.JsonReader;
import org.slipway.model.selections.Selections;
import org.slipway.model.selections.SelectionsReader;
import org.slipway.model.xml.Xml;
import org.slipway.testkit.Fuzz;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.TestHost;
import org.slipway.testkit.TestSettings;

/** A whole session: all that the other side says has been said beforehand. */
class FurtherRequestsTest {
    private static final int MUTATIONS = 300 * Integer.getInteger("slipway.effort", 1);
    private static final String APP = "http://example.com/app.xml";
    private static final ManifestDigest DIGEST =
            ManifestDigest.of("sha256=" + "0".repeat(64)).orElseThrow();
    private static final String WANTED = "{\"interface\":\"" + APP + "\"}";
    private static final Choice CHOICE = new Choice(
            Role.binary(new InterfaceUri(APP)),
            new Candidate(Version.of("2"), "two"),
            List.of(),
            List.of(new Other(new Candidate(Version.of("1"), "one"), new Verdict.Unusable("Poor stability 'buggy'"))));

    private final ManualLoop loop = new ManualLoop();
    private final Switch scope = loop.scope();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private OutputStream reader = out;
    private final List<Monitor> monitors = new ArrayList<>();
    private final List<DriverRequest> requests = new ArrayList<>();
    private final List<Object> launches = new ArrayList<>();
    private final Selections selections = selections();
    private boolean cancelled;
    private Partly.Answer select = arguments -> loop.promises().resolved(ready());
    private Partly.Answer download = arguments -> loop.promises().resolved(new Acquisition.Complete());
    private Partly.Answer launch =
            arguments -> new Execution(List.of("/store/app/run", "-x"), Map.of("PATH", "/store/app/bin:/bin"));

    private static Selections selections() {
        try {
            return SelectionsReader.read(Xml.read("""
                    <selections xmlns='http://zero-install.sourceforge.net/2004/injector/interface'
                        interface='http://example.com/app.xml' command='run'>
                      <selection interface='http://example.com/app.xml' id='two' version='2'>
                        <manifest-digest sha256='%s'/>
                      </selection>
                    </selections>
                    """.formatted("0".repeat(64)).getBytes(UTF_8)));
        } catch (Exception impossible) {
            throw new AssertionError(impossible);
        }
    }

    private Result ready() {
        return new Result.Ready(selections, List.of(), List.of(), Set.of());
    }

    private Services services() {
        Driver driver = Partly.a(
                Driver.class,
                Map.of(
                        "select",
                        arguments -> {
                            requests.add((DriverRequest) arguments[0]);
                            return select.to(arguments);
                        },
                        "download",
                        arguments -> download.to(arguments),
                        "choices",
                        arguments -> loop.promises().resolved(List.of(CHOICE))));
        Launcher launcher = Partly.a(Launcher.class, Map.of("execution", arguments -> {
            launches.addAll(List.of(arguments[1], arguments[2]));
            return launch.to(arguments);
        }));
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        Launchers launchers = new Launchers(loop, new Console(nowhere, nowhere, false));
        launchers.launchers = Providers.inOrder(List.of(launcher));
        return SomeServices.of(
                loop,
                new TestHost(Map.of(), Path.of("/work")),
                new TestSettings(),
                Partly.a(Store.class, Map.of("find", arguments -> Optional.of(Path.of("/store/app")))),
                driver,
                launchers);
    }

    private static String message(String json) {
        return String.format("0x%08x\n%s", json.getBytes(UTF_8).length, json);
    }

    private static String invoke(String ticket, String operation, String arguments) {
        return message("[\"invoke\",\"" + ticket + "\",\"" + operation + "\",[" + arguments + "]]");
    }

    /** Begins a session in which all this is said. */
    private Promise<Integer> begin(String version, String... said) throws Exception {
        PrintStream both = new PrintStream(out, true, UTF_8);
        BundleContext context = Partly.a(BundleContext.class, Map.of("registerService", arguments -> {
            if (arguments[1] instanceof Monitor monitor) monitors.add(monitor);
            return Partly.a(ServiceRegistration.class, Map.of("unregister", none -> null));
        }));
        SlaveCommand command = new SlaveCommand(
                services(),
                new Console(both, both, false),
                context,
                new ByteArrayInputStream(String.join("", said).getBytes(UTF_8)),
                reader);
        Arguments typed = Arguments.parse(List.of("slave", version));
        Promise<Integer> status = command.run(new Command.Invocation(typed, List.of(version)), scope);
        loop.run();
        return status;
    }

    /** What is answered, without lengths and the greeting. */
    private List<String> answers() {
        return out.toString(UTF_8)
                .lines()
                .filter(line -> line.startsWith("[") && !line.contains("set-api-version"))
                .toList();
    }

    private String answer(String operation, String arguments) throws Exception {
        begin("3", invoke("1", operation, arguments));
        assertThat(answers()).as(out.toString(UTF_8)).hasSize(1);
        return answers().get(0);
    }

    private static String failed(int status, String sentence) {
        return "[\"return\",\"1\",\"ok\",[\"fail\",\"" + sentence + "\",{\"status\":" + status + "}]]";
    }

    @Test
    void the_version_is_the_highest_that_both_sides_know() throws Exception {
        Map<String, String> negotiated = Map.of(
                "2.6", "2.6", "2.6.1", "2.6.1", "2.7", "2.7", "2.18", "2.18", "2.19", "2.18", "2.99", "2.18", "3", "3",
                "3.0", "3", "99", "3");
        for (Map.Entry<String, String> entry : negotiated.entrySet())
            assertThat(SlaveCommand.negotiated(entry.getKey()).toString())
                    .as(entry.getKey())
                    .isEqualTo(entry.getValue());
        for (String old : List.of("2.5", "0", "two"))
            assertThatThrownBy(() -> SlaveCommand.negotiated(old)).isInstanceOf(Complaint.class);
    }

    @Test
    void the_versions_of_the_reference_have_nothing_of_it() throws Exception {
        for (String version : List.of("2.6", "2.7", "2.18", "2.99"))
            for (String operation : List.of("download", "run-plan", "explain", "cancel")) {
                out.reset();
                begin(version, invoke("1", operation, WANTED + ",false"));
                assertThat(answers())
                        .containsExactly("[\"return\",\"1\",\"fail\",\"Invalid arguments for '" + operation
                                + "': [{\\\"interface\\\":\\\"" + APP + "\\\"},false]\"]");
            }
        assertThat(monitors).isEmpty();
        assertThat(requests).isEmpty();
    }

    @Test
    void what_can_be_asked_of_the_reference_is_answered_as_before() throws Exception {
        assertThat(answer("select", WANTED + ",false"))
                .isEqualTo("[\"return\",\"1\",\"ok+xml\",[\"ok\",{\"stale\":false}]]");
    }

    @Test
    void a_download_is_answered_with_the_selections_and_where_everything_lies() throws Exception {
        assertThat(answer("download", WANTED + ",true"))
                .isEqualTo(
                        "[\"return\",\"1\",\"ok+xml\",[\"ok\",{\"stale\":false,\"implementations\":[{\"interface\":\""
                                + APP + "\",\"source\":false,\"version\":\"2\",\"id\":\"two\",\"feed\":\"" + APP
                                + "\",\"digests\":[\"" + DIGEST + "\"],\"package\":null,\"path\":\"/store/app\"}]}]]");
        assertThat(out.toString(UTF_8)).contains("<selections");
        assertThat(requests.get(0).goal()).isEqualTo(Goal.DOWNLOAD);
        assertThat(requests.get(0).refresh()).isEqualTo(Refresh.ALL);
    }

    @Test
    void a_run_plan_says_what_would_be_executed_where_and_with_what_environment() throws Exception {
        String wishes = ",{\"main\":\"bin/other\",\"wrapper\":\"nice\",\"arguments\":[\"a b\",\"\"]}";
        assertThat(answer("run-plan", WANTED + ",false" + wishes))
                .isEqualTo("[\"return\",\"1\",\"ok+xml\",[\"ok\",{\"stale\":false,\"arguments\":[\"/store/app/run\","
                        + "\"-x\"],\"environment\":{\"PATH\":\"/store/app/bin:/bin\"},\"directory\":\"/work\"}]]");
        assertThat(requests.get(0).goal()).isEqualTo(Goal.RUN);
        assertThat(launches)
                .containsExactly(new LaunchOptions(Optional.of("bin/other"), Optional.of("nice")), List.of("a b", ""));
    }

    @Test
    void an_explanation_is_what_why_says() throws Exception {
        String expected = "[\"return\",\"1\",\"ok\",[\"ok\"," + JsonText.dense(WhyCommand.json(List.of(CHOICE))) + "]]";
        assertThat(answer("explain", WANTED + ",false")).isEqualTo(expected);
        out.reset();
        assertThat(answer("explain", WANTED + ",false,{\"component\":\"app\"}")).isEqualTo(expected);
    }

    @Test
    void an_explanation_of_a_version_is_what_why_not_says() throws Exception {
        assertThat(answer("explain", WANTED + ",false,{\"version\":\"1\"}"))
                .isEqualTo("[\"return\",\"1\",\"ok\",[\"ok\","
                        + JsonText.dense(WhyNotCommand.json(CHOICE, Version.of("1"))) + "]]");
        out.reset();
        assertThat(answer("explain", WANTED + ",false,{\"version\":\"7\"}"))
                .startsWith("[\"return\",\"1\",\"ok\",[\"fail\",\"There is no version 7 of " + APP);
        out.reset();
        assertThat(answer("explain", WANTED + ",false,{\"component\":\"ap\"}")).contains("did you mean 'app'?");
    }

    @Test
    void whatever_cannot_be_had_is_an_answer_with_a_status() throws Exception {
        Explanation none = new Explanation(List.of());
        select = arguments -> loop.promises().resolved(new Result.Unsolvable(none, List.of()));
        for (String operation : List.of("download", "run-plan", "explain")) {
            out.reset();
            assertThat(answer(operation, WANTED + ",false"))
                    .isEqualTo(failed(20, "Can't find all required implementations:"));
        }
    }

    @Test
    void what_cannot_be_fetched_is_an_answer_with_a_status() throws Exception {
        Fetching wrong = new Fetching.DigestMismatch(DIGEST, "sha256=1", "");
        Acquisition.Failure failure =
                new Acquisition.Failure(selections.selections().get(0), new Acquisition.Cause.NotFetched(wrong));
        download = arguments -> loop.promises().resolved(new Acquisition.Failed(List.of(failure)));
        assertThat(answer("download", WANTED + ",false")).contains("[\"fail\",", "{\"status\":26}");
        out.reset();
        assertThat(answer("run-plan", WANTED + ",false")).contains("[\"fail\",", "{\"status\":26}");
        assertThat(launches).isEmpty();
    }

    @Test
    void what_cannot_be_started_or_looked_at_is_an_answer_with_a_status() throws Exception {
        launch = arguments -> {
            throw new Unlaunchable("no such command");
        };
        assertThat(answer("run-plan", WANTED + ",false")).isEqualTo(failed(21, "no such command"));
        out.reset();
        launch = arguments -> {
            throw new IOException("disk full");
        };
        assertThat(answer("run-plan", WANTED + ",false")).isEqualTo(failed(12, "disk full"));
    }

    @Test
    void a_defect_is_told_and_the_session_goes_on() throws Exception {
        select = arguments -> loop.promises().failed(new IllegalStateException("defect"));
        begin("3", invoke("1", "select", WANTED + ",false"), invoke("2", "download", WANTED + ",false"));
        assertThat(answers())
                .containsExactly(
                        "[\"return\",\"1\",\"fail\",\"something went wrong that should not:"
                                + " java.lang.IllegalStateException: defect\"]",
                        "[\"return\",\"2\",\"ok\",[\"fail\",\"something went wrong that should not:"
                                + " java.lang.IllegalStateException: defect\",{\"status\":1}]]");
    }

    @Test
    void what_makes_no_sense_is_refused_in_words_and_the_session_goes_on() throws Exception {
        String[][] wrong = {
            {"download", "", "Invalid arguments for 'download': []"},
            {"download", WANTED, "Invalid arguments for 'download'"},
            {"download", WANTED + ",1", "Invalid arguments for 'download'"},
            {"download", WANTED + ",false,{}", "Invalid arguments for 'download'"},
            {"download", "{},false", "'interface' is missing"},
            {"download", "{\"interface\":7},false", "'interface' is missing"},
            {"run-plan", WANTED + ",false,[]", "Invalid arguments for 'run-plan'"},
            {"run-plan", WANTED + ",false,{},1", "Invalid arguments for 'run-plan'"},
            {"run-plan", WANTED + ",false,{\"mian\":\"x\"}", "'run-plan' knows no 'mian', only main, wrapper, arguments"
            },
            {"run-plan", WANTED + ",false,{\"main\":1}", "'main' must be a string for 'run-plan': 1"},
            {"run-plan", WANTED + ",false,{\"arguments\":\"x\"}", "'arguments' must be a list of strings"},
            {"run-plan", WANTED + ",false,{\"arguments\":[1]}", "'arguments' must be a string"},
            {"explain", WANTED + ",false,{\"version\":\"one\"}", "one"},
            {"explain", WANTED + ",false,{\"component\":[]}", "'component' must be a string"},
            {"cancel", "", "Invalid arguments for 'cancel'"},
            {"cancel", "7", "Invalid arguments for 'cancel'"},
            {"frobnicate", "null", "Invalid arguments for 'frobnicate': [null]"}
        };
        List<String> said = new ArrayList<>();
        for (String[] one : wrong) said.add(invoke("1", one[0], one[1]));
        said.add(invoke("2", "select", WANTED + ",false"));
        begin("3", said.toArray(String[]::new));
        assertThat(answers()).as(out.toString(UTF_8)).hasSize(wrong.length + 1);
        List<String> refusals = answers().stream()
                .filter(line -> line.startsWith("[\"return\",\"1\",\"fail\","))
                .toList();
        assertThat(refusals).hasSize(wrong.length);
        for (int i = 0; i < wrong.length; i++) {
            String sentence = wrong[i][2];
            assertThat(refusals).as(wrong[i][1]).anyMatch(refusal -> refusal.contains(sentence));
        }
        assertThat(answers()).contains("[\"return\",\"2\",\"ok+xml\",[\"ok\",{\"stale\":false}]]");
        assertThat(requests).hasSize(1);
    }

    @Test
    void a_changed_request_is_answered_or_refused() {
        List<byte[]> asked = Stream.of(
                        "\"download\",[" + WANTED + ",true]",
                        "\"run-plan\",[" + WANTED + ",false,{\"main\":\"x\",\"arguments\":[\"y\"]}]",
                        "\"explain\",[" + WANTED + ",false,{\"component\":\"app\",\"version\":\"1\"}]",
                        "\"cancel\",[\"1\"]")
                .map(request -> ("[\"invoke\",\"1\"," + request + "]").getBytes(UTF_8))
                .toList();
        new Fuzz(asked, List.of("null", "[]", "{}", "\"2\"", "1", "true", "\"run-plan\"")).run(MUTATIONS, changed -> {
            out.reset();
            Promise<Integer> status = begin("3", message(new String(changed, UTF_8)));
            assertThat(status.isDone()).isTrue();
            if (status.getFailure() != null) assertThat(status.getFailure()).isInstanceOf(Complaint.class);
            for (String answer : answers()) JsonReader.read(answer);
        });
    }

    /** Answers when nobody wants it any more. */
    private Partly.Answer endless() {
        return arguments -> {
            Deferred<Result> result = loop.promises().deferred();
            ((Switch) arguments[1]).onOff(() -> {
                cancelled = true;
                result.resolve(new Result.Aborted());
            });
            return result.getPromise();
        };
    }

    /** Takes nothing until it is told to. */
    private final class IdleReader extends OutputStream {
        private final Bell ready = loop.bell();

        @Override
        public void write(int one) throws IOException {
            try {
                ready.await();
            } catch (InterruptedException impossible) {
                throw new IOException(impossible);
            }
            out.write(one);
            ready.ring();
        }
    }

    @Test
    void who_reads_nothing_can_cancel_all_the_same_and_reads_it_later() throws Exception {
        IdleReader idle = new IdleReader();
        reader = idle;
        select = endless();
        Promise<Integer> status =
                begin("3", invoke("1", "download", WANTED + ",false"), invoke("2", "cancel", "\"1\""));
        assertThat(cancelled).isTrue();
        assertThat(out.size()).isZero();
        assertThat(status.isDone()).isFalse();
        idle.ready.ring();
        assertThat(loop.value(status)).isZero();
        assertThat(answers()).hasSize(2).contains("[\"return\",\"2\",\"ok\",true]");
    }

    @Test
    void a_question_does_not_cancel_itself() throws Exception {
        begin("3", invoke("7", "cancel", "\"7\""));
        assertThat(answers()).containsExactly("[\"return\",\"7\",\"ok\",false]");
    }

    @Test
    void what_is_under_way_can_be_cancelled() throws Exception {
        select = endless();
        begin(
                "3",
                invoke("1", "download", WANTED + ",false"),
                invoke("2", "select", WANTED + ",false"),
                invoke("3", "cancel", "\"1\""),
                invoke("4", "cancel", "\"2\""),
                invoke("5", "cancel", "\"nobody\""));
        assertThat(answers())
                .containsExactlyInAnyOrder(
                        "[\"return\",\"1\",\"ok\",[\"aborted-by-user\"]]",
                        "[\"return\",\"2\",\"ok\",[\"aborted-by-user\"]]",
                        "[\"return\",\"3\",\"ok\",true]",
                        "[\"return\",\"4\",\"ok\",true]",
                        "[\"return\",\"5\",\"ok\",false]");
    }

    @Test
    void what_is_cancelled_leaves_the_rest_alone() throws Exception {
        select = endless();
        begin(
                "3",
                invoke("1", "download", WANTED + ",false"),
                invoke("2", "download", WANTED + ",false"),
                invoke("3", "cancel", "\"1\""));
        assertThat(answers())
                .containsExactlyInAnyOrder(
                        "[\"return\",\"1\",\"ok\",[\"aborted-by-user\"]]", "[\"return\",\"3\",\"ok\",true]");
    }

    @Test
    void what_has_happened_is_told_before_the_answer() throws Exception {
        Deferred<Result> later = loop.promises().deferred();
        select = arguments -> later.getPromise();
        begin("3", invoke("1", "download", WANTED + ",false"));
        monitors.get(0)
                .on(new Event.DownloadQueued(
                        1, URI.create(APP), OptionalLong.empty(), Event.Purpose.FEED, Optional.empty()));
        later.resolve(ready());
        loop.run();
        assertThat(answers().get(0))
                .isEqualTo("[\"invoke\",null,\"progress\",[[{\"event\":\"queued\",\"download\":1,\"uri\":\"" + APP
                        + "\",\"size\":null,\"purpose\":\"feed\",\"feed\":null}]]]");
        assertThat(answers().get(1)).startsWith("[\"return\",\"1\"");
    }
}
