package org.slipway.launcher.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

class ShTest {
    private static final List<List<String>> SHELLS = List.of(
            List.of("/bin/dash"), List.of("/bin/bash"), List.of("/bin/bash", "--posix"), List.of("/bin/busybox", "sh"));
    private static final Pattern SET = Pattern.compile("(?m)^([A-Za-z_][A-Za-z0-9_]*)=");
    /** Not all of these are in what a shell lists. */
    private static final List<String> SUSPECTS = List.of(
            "BASHPID",
            "BASH_ARGV0",
            "COMP_WORDBREAKS",
            "EPOCHREALTIME",
            "EPOCHSECONDS",
            "HISTCMD",
            "HOME",
            "IFS",
            "LINENO",
            "OPTERR",
            "OPTIND",
            "PPID",
            "RANDOM",
            "SECONDS",
            "SHLVL",
            "SRANDOM",
            "USER");

    /** A shell has a PATH of its own, too, which is better than none. */
    @Test
    void what_some_shell_has_without_its_caller_is_not_read_there() throws Exception {
        Set<String> own = new TreeSet<>();
        for (List<String> shell : SHELLS)
            SET.matcher(said(shell, "set", Map.of())).results().forEach(found -> own.add(found.group(1)));
        own.remove("PATH");
        assertThat(own).contains("IFS", "PWD").noneMatch(Sh::isReadable);
    }

    @Test
    void what_some_shell_has_otherwise_than_its_caller_is_not_read_there() throws Exception {
        for (String name : SUSPECTS) {
            boolean same = true;
            for (List<String> shell : SHELLS)
                same &= said(shell, "printf %s \"$" + name + "\"", Map.of(name, "7q"))
                        .equals("7q");
            if (!same) assertThat(Sh.isReadable(name)).as(name).isFalse();
        }
        assertThat(Sh.isReadable("HOME")).isTrue();
    }

    private static String said(List<String> shell, String script, Map<String, String> environment) throws Exception {
        List<String> command = new ArrayList<>(shell);
        command.addAll(List.of("-c", script));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }
}
