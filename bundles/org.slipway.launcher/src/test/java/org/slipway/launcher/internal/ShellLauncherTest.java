package org.slipway.launcher.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.launch.LaunchOptions;

class ShellLauncherTest {
    private static final List<String> DASH = List.of("dash");

    @TempDir
    Path home;

    private Bench bench;

    @BeforeEach
    void prepare() throws Exception {
        bench = new Bench(home);
    }

    private static String command(String inside) {
        return "<command name='run' path='tell'>" + inside + "</command>";
    }

    private List<String> arguments(Bench.Told told) {
        assertThat(told.status()).as(told.err()).isZero();
        return told.arguments().subList(1, told.arguments().size());
    }

    @Test
    void the_users_arguments_follow_those_of_the_command() throws Exception {
        String script = bench.plan(
                bench.document(command("<arg>a $HOME_X</arg>"), "<environment name='HOME_X' value='it&apos;s'/>"));
        assertThat(arguments(bench.run(DASH, script, "", "b c"))).containsExactly("a it's", "", "b c");
    }

    @Test
    void a_variable_that_is_not_set_is_named_with_the_command_that_needs_it() throws Exception {
        String script = bench.plan(bench.document(command("<arg>${NO_SUCH}</arg>"), ""));
        Bench.Told told = bench.run(DASH, script);
        assertThat(told.status()).isEqualTo(1);
        assertThat(told.err()).contains("'NO_SUCH'", "'run' of http://example.com/app.xml");
    }

    @Test
    void a_launcher_of_an_executable_binding_becomes_its_command_line() throws Exception {
        String document = bench.document(
                "<command name='run' path='tell'><arg>q\"\\ $TEXT</arg></command>", "<executable-in-var name='TOOL'/>");
        bench.with("TEXT", "two\nlines 'x' \"y\" \\ \t\u00e9");
        String script = bench.plan(document);
        String launch = script.substring(0, script.lastIndexOf("exec ")) + "exec \"$TOOL\" \"$@\"\n";
        assertThat(arguments(bench.run(DASH, launch, "more")))
                .containsExactly("q\"\\ two\nlines 'x' \"y\" \\ \t\u00e9", "more");
    }

    @Test
    void main_replaces_the_program_and_a_wrapper_gets_the_whole_command_line() throws Exception {
        String document = bench.document("<command name='run' path='none'/>", "");
        LaunchOptions options = new LaunchOptions(Optional.of("tell"), Optional.of("exec env WRAPPED=yes"));
        Bench.Told told = bench.run(DASH, bench.plan(document, options), "x");
        assertThat(arguments(told)).containsExactly("x");
        assertThat(told.environment()).containsEntry("WRAPPED", "yes");
    }

    @Test
    void hostile_names_of_executables_are_refused() throws Exception {
        for (String name : List.of("../x", "a/b", ".hidden", "it&apos;s", "a&#10;b"))
            Bench.refuses(
                    "Invalid name",
                    () -> bench.plan(bench.document(command(""), "<executable-in-path name='" + name + "'/>")));
    }

    @Test
    void names_that_are_no_names_of_variables_are_refused() throws Exception {
        for (String name : List.of("", "A=B"))
            Bench.refuses(
                    "cannot be the name",
                    () -> bench.plan(bench.document(command(""), "<environment name='" + name + "' value='x'/>")));
    }

    @Test
    void a_program_that_cannot_be_executed_is_named_with_what_it_lacks() throws Exception {
        Path tell = bench.home().resolve("impl/tell");
        Files.writeString(tell, "#! /no/such/sh -e\n");
        Bench.refuses("a script for /no/such/sh, which is not here", () -> bench.plan(bench.document(command(""), "")));
        Files.writeString(tell, "#!/bin/sh\n");
        assertThat(tell.toFile().setExecutable(false)).isTrue();
        Bench.refuses("tell' of the command 'run'", () -> bench.plan(bench.document(command(""), "")));
        LaunchOptions wrapped = new LaunchOptions(Optional.empty(), Optional.of("sh"));
        assertThat(bench.plan(bench.document(command(""), ""), wrapped)).contains("tell");
    }

    @Test
    void a_runner_that_is_itself_is_refused() throws Exception {
        Bench.refuses(
                "runs itself",
                () -> bench.plan(bench.document(command("<runner interface='http://example.com/app.xml'/>"), "")));
    }
}
