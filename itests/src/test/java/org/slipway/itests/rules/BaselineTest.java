package org.slipway.itests.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import aQute.bnd.differ.Baseline;
import aQute.bnd.differ.DiffPluginImpl;
import aQute.bnd.osgi.Instructions;
import aQute.bnd.osgi.Jar;
import aQute.bnd.service.diff.Delta;
import aQute.libg.reporter.ReporterAdapter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slipway.itests.Project;

/**
 * The version of a package says what has become of it since the baseline: the jars in {@code itests/baseline}, until there is
 * a release. Whoever changes a package gives it the version that is asked for here; only a release moves the baseline. What
 * a list or a promise is of is not seen here: who changes that raises the first number without being asked to.
 */
class BaselineTest {

    static List<Path> baseline() throws IOException {
        try (Stream<Path> jars = Files.list(Project.root().resolve("itests/baseline"))) {
            return jars.filter(jar -> jar.toString().endsWith(".jar")).sorted().toList();
        }
    }

    private static Path now(Path before) {
        String name = before.getFileName().toString().replace(".jar", "");
        return Project.ownJars().stream()
                .filter(jar -> jar.getFileName().toString().startsWith(name + "-"))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("baseline")
    void every_exported_package_has_the_version_that_its_changes_ask_for(Path before) throws Exception {
        try (Jar newer = new Jar(now(before).toFile());
                Jar older = new Jar(before.toFile())) {
            Baseline compared = new Baseline(new ReporterAdapter(), new DiffPluginImpl());
            assertThat(compared.baseline(newer, older, new Instructions()))
                    .isNotEmpty()
                    .filteredOn(found -> found.mismatch || found.packageDiff.getDelta() == Delta.REMOVED)
                    .extracting(found -> found.packageName + " " + found.olderVersion + " has changed ("
                            + found.packageDiff.getDelta() + "): @Version should be " + found.suggestedVersion + ", is "
                            + found.newerVersion)
                    .isEmpty();
        }
    }

    @Test
    void whatever_exports_packages_is_in_the_baseline() throws IOException {
        List<String> known = baseline().stream()
                .map(jar -> jar.getFileName().toString().replace(".jar", ""))
                .toList();
        assertThat(ManifestRulesTest.bundles()
                        .filter(bundle -> !bundle.exports().isEmpty())
                        .map(Object::toString))
                .containsExactlyInAnyOrderElementsOf(known);
    }
}
