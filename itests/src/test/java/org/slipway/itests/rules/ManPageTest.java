package org.slipway.itests.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slipway.itests.Project;

/** The manual page has all that {@code --help} has. */
class ManPageTest {
    static Stream<JsonRulesTest.Entry> commands() throws IOException {
        return JsonRulesTest.commands();
    }

    /** Without what troff makes of them. */
    private static List<String> headings() throws IOException {
        Path page = Project.root().resolve("distribution/src/main/share/man/man1/slipway.1");
        return Stream.of(Files.readString(page).split("\n\\.TP\n"))
                .skip(1)
                .map(paragraph -> paragraph.lines().findFirst().orElseThrow())
                .map(heading -> heading.replaceAll("^\\.[A-Z]+ |\\\\f.|[\"|\\[\\]]", " "))
                .toList();
    }

    /** Those that a heading names, each up to its first argument; the first word of two stands for what follows, too. */
    private static Set<String> commands(String heading) {
        Set<String> commands = new HashSet<>();
        String family = "";
        for (String one : heading.split(",| and ")) {
            List<String> words = Stream.of(one.strip().split("\\s+"))
                    .takeWhile(word -> word.matches("[a-z][a-z-]*"))
                    .toList();
            if (words.size() == 2) family = words.get(0) + " ";
            commands.add((words.size() == 1 ? family : "") + String.join(" ", words));
        }
        return commands;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_command_and_its_options_are_described(JsonRulesTest.Entry entry) throws IOException {
        List<String> headings = headings();
        assertThat(headings).as(entry.command()).anyMatch(heading -> commands(heading)
                .contains(entry.command()));
        for (String option : entry.options())
            if (option.startsWith("--"))
                assertThat(headings).as(option).anyMatch(heading -> List.of(heading.split("[, ]+"))
                        .contains(option));
    }
}
