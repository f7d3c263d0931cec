package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.osgi.util.promise.Promise;
import org.slipway.api.app.App;
import org.slipway.api.app.Apps;
import org.slipway.api.app.BadApp;
import org.slipway.api.app.Wanted;
import org.slipway.api.catalog.Catalogs;
import org.slipway.api.driver.Acquisition;
import org.slipway.api.driver.Driver;
import org.slipway.api.driver.Result;
import org.slipway.api.fetch.Fetching;
import org.slipway.api.launch.Launcher;
import org.slipway.api.launch.Unlaunchable;
import org.slipway.api.solver.Explanation;
import org.slipway.async.Providers;
import org.slipway.model.InterfaceUri;
import org.slipway.model.ManifestDigest;
import org.slipway.model.Requirements;
import org.slipway.model.selections.Selections;
import org.slipway.model.selections.SelectionsReader;
import org.slipway.model.xml.Xml;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.TestHost;
import org.slipway.testkit.TestSettings;

/** The number of what a command runs into. */
class CommandStatusTest {
    private static final String URI = "http://example.com/app.xml";

    private final ManualLoop loop = new ManualLoop();
    private final PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    private final Console console = new Console(nowhere, nowhere, false);
    private final Map<String, Partly.Answer> apps = new LinkedHashMap<>();
    private Result result = new Result.Unsolvable(new Explanation(List.of()), List.of());
    private Acquisition acquisition = new Acquisition.Complete();

    private Services services() {
        return SomeServices.of(
                loop,
                Partly.a(Catalogs.class, Map.of()),
                new TestHost(Map.of(), Path.of("/work")),
                new TestSettings(),
                Partly.a(
                        Driver.class,
                        Map.of(
                                "select",
                                arguments -> loop.promises().resolved(result),
                                "download",
                                arguments -> loop.promises().resolved(acquisition))),
                launchers(),
                Partly.a(
                        Apps.class,
                        Map.of(
                                "names",
                                arguments -> new ArrayList<>(apps.keySet()),
                                "find",
                                arguments -> Optional.ofNullable(apps.get(arguments[0]))
                                        .map(this::app))));
    }

    private Launchers launchers() {
        Launchers launchers = new Launchers(loop, console);
        launchers.launchers = Providers.inOrder(List.of(Partly.a(Launcher.class, Map.of("plan", arguments -> {
            throw new Unlaunchable("no such command");
        }))));
        return launchers;
    }

    private App app(Partly.Answer wanted) {
        return Partly.a(App.class, Map.of("wanted", wanted, "selections", arguments -> Optional.of(selections())));
    }

    private static Selections selections() throws Exception {
        return SelectionsReader.read(Xml.read(("<selections"
                        + " xmlns='http://zero-install.sourceforge.net/2004/injector/interface' command='run' interface='"
                        + URI + "'><selection interface='" + URI + "' id='1' version='1'/></selections>")
                .getBytes(UTF_8)));
    }

    private static Wanted wanted() {
        return new Wanted(Requirements.run(new InterfaceUri(URI)), Optional.empty());
    }

    private Complaint complaint(Command command, String... words) throws Exception {
        List<String> typed = new ArrayList<>(List.of(command.name()));
        typed.addAll(List.of(words));
        Promise<Integer> status =
                command.run(new Command.Invocation(Arguments.parse(typed), List.of(words)), loop.scope());
        loop.run();
        return Complaint.of(status.getFailure());
    }

    @Test
    void what_has_no_solution_is_20() throws Exception {
        assertThat(complaint(SelectCommand.select(services(), console), URI)
                        .status()
                        .number())
                .isEqualTo(20);
    }

    @Test
    void what_was_stopped_is_100() throws Exception {
        result = new Result.Aborted();
        assertThat(complaint(SelectCommand.select(services(), console), URI)
                        .status()
                        .number())
                .isEqualTo(100);
    }

    @Test
    void what_has_another_digest_is_26() throws Exception {
        result = new Result.Ready(selections(), List.of(), List.of(), Set.of());
        ManifestDigest digest = ManifestDigest.of("sha256=" + "0".repeat(64)).orElseThrow();
        acquisition = new Acquisition.Failed(List.of(new Acquisition.Failure(
                selections().selections().get(0),
                new Acquisition.Cause.NotFetched(new Fetching.DigestMismatch(digest, "sha256=1", "")))));
        assertThat(complaint(SelectCommand.download(services(), console), URI)
                        .status()
                        .number())
                .isEqualTo(26);
    }

    @Test
    void what_cannot_be_started_is_21() throws Exception {
        result = new Result.Ready(selections(), List.of(), List.of(), Set.of());
        assertThat(complaint(new RunCommand(services(), Partly.a(Caller.class, Map.of()), console), URI)
                        .status()
                        .number())
                .isEqualTo(21);
    }

    @Test
    void of_several_applications_the_first_that_fails_says_why() throws Exception {
        apps.put("a", arguments -> {
            throw new BadApp("a makes no sense");
        });
        apps.put("b", arguments -> wanted());
        Complaint both = complaint(new UpdateAllCommand(services(), console));
        assertThat(both.status().number()).isEqualTo(25);
        assertThat(both).hasMessage("a: a makes no sense\nb: Can't find all required implementations:");

        apps.remove("a");
        assertThat(complaint(new UpdateAllCommand(services(), console)).status().number())
                .isEqualTo(20);

        apps.clear();
        apps.put("c", arguments -> {
            throw new AccessDeniedException("/apps/c");
        });
        assertThat(complaint(new UpdateAllCommand(services(), console)))
                .hasMessage("c: /apps/c may not be used by you")
                .extracting(complaint -> complaint.status().number())
                .isEqualTo(11);
    }
}
