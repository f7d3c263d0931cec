package org.slipway.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.slipway.features.FeatureSet.Bundle;

/** The generated files against the bundles that there are. */
class FeaturesTest {
    private static final Path GENERATED = Path.of("target/features");

    private final FeatureList list;

    FeaturesTest() throws IOException {
        list = FeatureList.parse(Files.readAllLines(Path.of("target/classes/features.list")));
    }

    private Stream<Bundle> bundles() {
        return list.sets().stream().flatMap(set -> set.bundles().stream());
    }

    @Test
    void every_bundle_of_the_project_is_in_exactly_one_set() throws IOException {
        List<String> ours = bundles()
                .filter(bundle -> bundle.group().equals("org.slipway"))
                .map(Bundle::artifact)
                .toList();
        try (Stream<Path> folders = Files.list(Path.of("../bundles"))) {
            Set<String> built = folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .map(folder -> folder.getFileName().toString())
                    .filter(name -> !name.equals("org.slipway.testkit"))
                    .collect(Collectors.toSet());
            assertThat(ours).containsExactlyInAnyOrderElementsOf(built);
        }
    }

    @Test
    void every_artifact_exists_in_this_version() {
        List<String> resolved = Arrays.stream(
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                .split(File.pathSeparator))
                .toList();
        assertThat(bundles()).isNotEmpty().allSatisfy(bundle -> assertThat(resolved)
                .as(bundle.coordinates())
                .anyMatch(path -> provides(path, bundle)));
    }

    private static boolean provides(String path, Bundle bundle) {
        String repository = bundle.group().replace('.', '/') + "/" + bundle.artifact() + "/" + bundle.version() + "/";
        return path.contains(repository) && Files.isRegularFile(Path.of(path))
                || path.contains("/" + bundle.artifact() + "/target/");
    }

    @Test
    void karaf_gets_every_set() throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        var features = factory.newDocumentBuilder()
                .parse(GENERATED.resolve("features.xml").toFile())
                .getElementsByTagName("feature");
        long own = Stream.iterate(0, i -> i < features.getLength(), i -> i + 1)
                .filter(i -> features.item(i).getAttributes().getNamedItem("name") != null)
                .count();
        assertThat(own).isEqualTo(list.sets().size());
    }

    @Test
    void there_is_an_osgi_feature_for_every_set() {
        assertThat(list.sets()).isNotEmpty().allSatisfy(set -> assertThat(
                        GENERATED.resolve("slipway-" + set.name() + ".json"))
                .exists());
    }
}
