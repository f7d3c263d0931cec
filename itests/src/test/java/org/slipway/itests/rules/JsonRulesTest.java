package org.slipway.itests.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slipway.itests.Project;

/** Programs get an answer from whatever answers people, and README says which. */
class JsonRulesTest {
    private static final String BEGIN = "`--json` makes one line of JSON";
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** A line of {@code libexec/commands}, which {@code CompletionTest} compares with what there is. */
    record Entry(String command, Set<String> options) {
        @Override
        public String toString() {
            return command;
        }
    }

    static Stream<Entry> commands() throws IOException {
        Path file = Project.root().resolve("distribution/src/main/libexec/commands");
        return Files.readAllLines(file).stream()
                .map(line -> line.split("\t"))
                .map(parts -> new Entry(parts[0], Set.of(parts[1].split(" "))));
    }

    /** From where the option is described to the next heading. */
    private static String section() throws IOException {
        String readme = Files.readString(Project.root().resolve("README.md"));
        int begin = readme.indexOf(BEGIN);
        assertThat(begin).as(BEGIN).isNotNegative();
        return readme.substring(begin, readme.indexOf("\n## ", begin));
    }

    private static Set<String> code(String text) {
        return CODE.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** In the first column of the table. */
    private static Set<String> described(List<String> section) {
        return section.stream()
                .filter(line -> line.startsWith("|"))
                .flatMap(line -> code(line.split("\\|")[1]).stream())
                .collect(Collectors.toSet());
    }

    /** In the paragraph in front of the table. */
    private static Set<String> excused(String section) {
        return code(section.substring(0, section.indexOf("\n\n")));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_command_answers_in_json_as_readme_says_or_readme_says_why_not(Entry entry) throws IOException {
        boolean answers = entry.options().contains("--json");
        assertThat(described(section().lines().toList()).contains(entry.command()))
                .as("README describes the object")
                .isEqualTo(answers);
        assertThat(excused(section()).contains(entry.command()))
                .as("README says why there is none")
                .isEqualTo(!answers);
    }
}
