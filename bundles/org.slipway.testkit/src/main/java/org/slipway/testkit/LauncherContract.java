package org.slipway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.launch.Execution;
import org.slipway.api.launch.LaunchOptions;
import org.slipway.api.launch.Launcher;
import org.slipway.api.launch.Unlaunchable;
import org.slipway.model.selections.Selections;
import org.slipway.model.selections.SelectionsReader;
import org.slipway.model.xml.Xml;

/** What every launcher does, however it starts a program. */
public abstract class LauncherContract {
    private static final LaunchOptions PLAIN = LaunchOptions.NONE;

    @TempDir
    protected Path home;

    protected abstract Launcher launcher() throws Exception;

    private Selections selections(String command) throws Exception {
        Path program = Files.writeString(home.resolve("tell"), "#!/bin/sh\nprintf '%s|' \"$GREETING\" \"$@\"\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        String document = """
                <selections xmlns="http://zero-install.sourceforge.net/2004/injector/interface"
                    interface="http://example.com/app.xml" command="run">
                  <selection id="app" local-path="%s" version="1" interface="http://example.com/app.xml">
                    <environment name="GREETING" value="it's; $(nothing)" mode="replace"/>
                    %s
                  </selection>
                </selections>
                """.formatted(home, command);
        return SelectionsReader.read(Xml.read(document.getBytes(StandardCharsets.UTF_8)));
    }

    private static final String RUN = "<command name='run' path='tell'><arg>first; `x`</arg></command>";

    private static String output(String script, String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", script, "sh");
        builder.command().addAll(List.of(arguments));
        return output(builder);
    }

    private static String output(Execution execution) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(execution.arguments());
        builder.environment().putAll(execution.environment());
        return output(builder);
    }

    private static String output(ProcessBuilder builder) throws Exception {
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    @Test
    void the_program_gets_its_bindings_and_arguments_exactly() throws Exception {
        String script = launcher().plan(selections(RUN), PLAIN).script();

        assertThat(output(script, "two words", "'")).isEqualTo("it's; $(nothing)|first; `x`|two words|'|");
    }

    @Test
    void a_plan_starts_nothing_until_it_is_run_and_can_be_run_again() throws Exception {
        String script = launcher().plan(selections(RUN), PLAIN).script();

        assertThat(output(script)).isEqualTo(output(script));
    }

    @Test
    void what_cannot_be_run_is_said_in_words() throws Exception {
        Selections without = selections("");

        assertThatThrownBy(() -> launcher().plan(without, PLAIN))
                .isInstanceOf(Unlaunchable.class)
                .hasMessageContaining("run");
    }

    @Test
    void what_it_says_that_it_executes_is_what_the_plan_does() throws Exception {
        assumeItSaysWhatItExecutes();
        Selections chosen = selections(RUN);
        Execution said = launcher().execution(chosen, PLAIN, List.of("two words", "'"));

        assertThat(said.arguments()).first().isEqualTo(home.resolve("tell").toString());
        assertThat(output(said)).isEqualTo(output(launcher().plan(chosen, PLAIN).script(), "two words", "'"));
    }

    private void assumeItSaysWhatItExecutes() throws Exception {
        Class<?> who = launcher()
                .getClass()
                .getMethod("execution", Selections.class, LaunchOptions.class, List.class)
                .getDeclaringClass();
        assumeTrue(who != Launcher.class, "skipped: does not say what it executes");
    }

    @Test
    void what_cannot_be_run_is_not_said_to_be_executed() throws Exception {
        assumeItSaysWhatItExecutes();
        Selections without = selections("");

        assertThatThrownBy(() -> launcher().execution(without, PLAIN, List.of()))
                .isInstanceOf(Unlaunchable.class)
                .hasMessageContaining("run");
    }

    @Test
    void a_variables_name_is_no_place_for_a_command_of_the_shell() throws Exception {
        Selections attack = selections(RUN + "<environment name='X=1; echo taken #' value='1' mode='replace'/>");

        try {
            assertThat(output(launcher().plan(attack, PLAIN).script())).doesNotContain("taken");
        } catch (Unlaunchable refused) {
            assertThat(refused).hasMessageContaining("X=1");
        }
    }

    @Test
    void an_implementation_does_not_name_the_users_own_files_as_its() throws Exception {
        for (String attack : List.of(
                "<command name='run' path='/bin/sh'/>",
                RUN + "<environment name='X' insert='/etc' mode='replace'/>",
                "<command name='run' path='tell'><environment name='X' insert='/etc' mode='replace'/></command>")) {
            Selections chosen = selections(attack);
            assertThatThrownBy(() -> launcher().plan(chosen, PLAIN))
                    .as(attack)
                    .isInstanceOf(Unlaunchable.class)
                    .hasMessageContaining("/");
        }
    }

    @Test
    void what_is_not_selected_sets_no_variable() throws Exception {
        Selections chosen = selections(RUN + """
                <requires interface="http://example.com/other.xml" importance="recommended">
                  <environment name="X" insert="x" mode="replace"/>
                </requires>
                """);

        assertThat(output(launcher().plan(chosen, PLAIN).script())).isEqualTo("it's; $(nothing)|first; `x`|");
    }

    @Test
    void another_file_can_be_run_in_the_commands_place() throws Exception {
        Path other = Files.writeString(home.resolve("other"), "#!/bin/sh\necho other \"$@\"\n");
        assertThat(other.toFile().setExecutable(true)).isTrue();
        LaunchOptions main = new LaunchOptions(Optional.of("other"), Optional.empty());

        assertThat(output(launcher().plan(selections(RUN), main).script(), "x"))
                .startsWith("other")
                .contains("x");
    }
}
