package org.slipway.itests.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** The words of each heading of a paragraph, without what troff makes of them. */
    private static List<Set<String>> headings() throws IOException {
        Path page = Project.root().resolve("distribution/src/main/share/man/man1/slipway.1");
        return Stream.of(Files.readString(page).split("\n\\.TP\n"))
                .skip(1)
                .map(paragraph -> paragraph.lines().findFirst().orElseThrow())
                .map(heading -> List.of(heading.replaceAll("^\\.[A-Z]+ |\\\\f.|[\",|\\[\\]]", " ")
                        .strip()
                        .split("\\s+")))
                .map(Set::copyOf)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_command_and_its_options_are_described(JsonRulesTest.Entry entry) throws IOException {
        List<Set<String>> headings = headings();
        List<String> command = List.of(entry.command().split(" "));
        assertThat(headings).as(entry.command()).anyMatch(heading -> heading.containsAll(command));
        for (String option : entry.options())
            if (option.startsWith("--")) assertThat(headings).as(option).anyMatch(heading -> heading.contains(option));
    }
}
