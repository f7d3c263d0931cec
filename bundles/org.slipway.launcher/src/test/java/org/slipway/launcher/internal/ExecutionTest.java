package org.slipway.launcher.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.launch.Execution;
import org.slipway.api.launch.LaunchOptions;
import org.slipway.api.launch.Unlaunchable;
import org.slipway.model.selections.SelectionsReader;
import org.slipway.model.xml.Xml;

/** What would be executed is what the script executes. */
class ExecutionTest {
    private static final int DOCUMENTS = 60 * Integer.getInteger("slipway.effort", 1);
    private static final List<String> DASH = List.of("dash");

    @TempDir
    Path home;

    private static Execution execution(Bench bench, String document, LaunchOptions options, String... arguments)
            throws Exception {
        return bench.launcher()
                .execution(SelectionsReader.read(Xml.read(document.getBytes(UTF_8))), options, List.of(arguments));
    }

    @Test
    void whoever_executes_it_gets_what_the_script_gives() throws Exception {
        int ran = 0;
        for (int seed = 1; seed <= DOCUMENTS; seed++) {
            Bench bench = new Bench(home);
            RandomSelections random = new RandomSelections(seed, bench);
            if (seed % 3 > 0) bench.with("ONE", random.text());
            if (seed % 2 > 0) bench.with("TWO", random.text()).with("LC_ALL", "C");
            String document = random.document();
            Optional<Bench.Told> expected = told(bench, document);
            Optional<Execution> execution = executed(bench, document);
            if (execution.isEmpty()) {
                assertThat(expected.map(Bench.Told::status).orElse(1))
                        .as(document)
                        .isEqualTo(1);
                continue;
            }
            execution.get().environment().forEach(bench::with);
            Bench.Told told = bench.tell(execution.get().arguments());
            assertThat(told.status())
                    .as(document + told.err())
                    .isEqualTo(expected.get().status());
            assertThat(told.arguments()).as(document).isEqualTo(expected.get().arguments());
            assertThat(told.environment()).as(document).isEqualTo(expected.get().environment());
            if (told.status() == 0) ran++;
        }
        assertThat(ran).isGreaterThan(DOCUMENTS / 4);
    }

    private static Optional<Bench.Told> told(Bench bench, String document) throws Exception {
        try {
            return Optional.of(bench.run(DASH, bench.plan(document), "a b", "", "é"));
        } catch (Unlaunchable refused) {
            return Optional.empty();
        }
    }

    private static Optional<Execution> executed(Bench bench, String document) throws Exception {
        try {
            return Optional.of(execution(bench, document, LaunchOptions.NONE, "a b", "", "é"));
        } catch (Unlaunchable refused) {
            return Optional.empty();
        }
    }

    @Test
    void only_what_changes_is_told_and_what_stands_before_and_behind_the_command() throws Exception {
        Bench bench = new Bench(home).with("SAME", "1").with("OLD", "behind");
        String document = bench.document(
                "<command name='run' path='none'/>",
                "<environment name='OLD' insert='lib'/><environment name='NEW' value='x' mode='replace'/>");
        LaunchOptions options = new LaunchOptions(Optional.of("tell"), Optional.of("nice"));
        Execution execution = execution(bench, document, options, "$HOME");
        assertThat(execution.arguments())
                .containsExactly("/bin/sh", "-c", "nice \"$@\"", "-", home.resolve("impl") + "/./tell", "$HOME");
        assertThat(execution.environment()).isEqualTo(Map.of("OLD", home.resolve("impl") + "/lib:behind", "NEW", "x"));
    }

    @Test
    void a_variable_that_is_not_set_is_named_with_the_command_that_needs_it() throws Exception {
        Bench bench = new Bench(home);
        String document = bench.document("<command name='run' path='tell'><arg>${NO_SUCH}</arg></command>", "");
        Bench.refuses("'NO_SUCH' is not set", () -> execution(bench, document, LaunchOptions.NONE));
    }
}
