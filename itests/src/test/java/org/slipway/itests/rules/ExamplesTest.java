package org.slipway.itests.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slipway.itests.Project;
import org.slipway.itests.rules.Clauses.Clause;

/** Somebody else's bundle needs no more than the foundation, and not much code. */
class ExamplesTest {
    private static final Set<String> FOUNDATION = Set.of("org.slipway.api", "org.slipway.model", "org.slipway.async");
    private static final int MOST_LINES = 80;
    private static final Pattern SERVICE =
            Pattern.compile("\\bobjectClass:List<String>=\"org\\.slipway\\.api\\.(\\w+)\\.(\\w+)\"");

    static Stream<String> examples() {
        return Project.examples().stream();
    }

    private static Attributes manifest(String example) throws IOException {
        try (JarFile jar = new JarFile(Project.example(example).toFile())) {
            return jar.getManifest().getMainAttributes();
        }
    }

    @Test
    void there_is_one_for_each_extension_point() throws IOException {
        StringBuilder provided = new StringBuilder();
        for (String example : Project.examples())
            provided.append(manifest(example).getValue("Provide-Capability"));
        for (String service : Set.of(
                "transport.Transport",
                "mirror.MirrorStrategy",
                "signature.SignatureVerifier",
                "trust.TrustPolicy",
                "keyinfo.KeyInfoProvider",
                "archive.ArchiveFormat",
                "recipe.StepHandler",
                "packages.PackageManager",
                "solver.Solver",
                "solver.RankingRule",
                "feed.FeedSource",
                "launch.Launcher",
                "interaction.Interaction",
                "monitor.Monitor")) assertThat(provided).contains("org.slipway.api." + service);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void it_imports_the_foundation_and_promises_alone(String example) throws IOException {
        assertThat(Clauses.of(manifest(example).getValue("Import-Package")))
                .extracting(Clause::name)
                .filteredOn(name -> !name.startsWith("java."))
                .filteredOn(name -> !name.startsWith("javax.xml.") && !name.startsWith("org.osgi.util."))
                .isNotEmpty()
                .allMatch(name -> FOUNDATION.stream().anyMatch(own -> Clauses.within(name, own)));
        assertThat(manifest(example).getValue("Export-Package")).isNull();
        assertThat(manifest(example).getValue("Require-Bundle")).isNull();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void the_contract_says_what_it_is_for_what_is_smaller_and_what_to_begin_with(String example) throws IOException {
        List<MatchResult> services = SERVICE.matcher(manifest(example).getValue("Provide-Capability"))
                .results()
                .toList();
        assertThat(services).as("a bundle of its own").hasSize(1);
        String contract = services.get(0).group(1);
        String type = services.get(0).group(2);
        Path doc = Project.root()
                .resolve("bundles/org.slipway.api/src/main/java/org/slipway/api/" + contract + "/package-info.java");
        String test = type.equals("Transport") ? "SchemeContract" : type + "Contract";
        assertThat(Files.readString(doc).replaceAll("\\s+\\*\\s+", " "))
                .startsWith("/** The contract to ")
                .containsPattern("smaller|less work|instead")
                .contains("{@code " + test + "}", "{@code " + example + "}", "to copy from");
        assertThat(Project.root()
                        .resolve("bundles/org.slipway.testkit/src/main/java/org/slipway/testkit/" + test + ".java"))
                .exists();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void it_has_less_than_eighty_lines_of_code(String example) throws IOException {
        Path folder = Project.root().resolve("itests/examples/src/main/java/org/slipway/examples/" + example);
        try (Stream<Path> files = Files.list(folder)) {
            long lines = files.flatMap(ExamplesTest::lines)
                    .filter(line -> !line.isBlank() && !line.strip().matches("(import |package |//|/?\\*).*"))
                    .count();
            assertThat(lines).isLessThan(MOST_LINES);
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
