package org.slipway.itests.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.slipway.itests.Project;

/** Each OSGi Feature that is delivered holds all that it needs. */
class FeatureSetsTest {
    private static final Pattern BUNDLE = Pattern.compile("\\{ \"id\": \"([^:\"]+):([^:\"]+):([^:\"]+)\" }");

    @TempDir
    Path cache;

    static Stream<Path> features() throws IOException {
        try (Stream<Path> files = Files.list(Project.root().resolve("features/target/features"))) {
            List<Path> json = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
            assertThat(json).hasSizeGreaterThanOrEqualTo(6);
            return json.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("features")
    void it_resolves_and_starts_by_itself(Path feature) throws Exception {
        Framework framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE, cache.toString(),
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, String.join(",", Probe.sharedPackages())));
        framework.start();
        try {
            List<Bundle> bundles = new ArrayList<>();
            Matcher bundle = BUNDLE.matcher(Files.readString(feature));
            while (bundle.find()) {
                Path jar = Project.jar(bundle.group(1), bundle.group(2), bundle.group(3));
                bundles.add(
                        framework.getBundleContext().installBundle(jar.toUri().toString()));
            }
            assertThat(bundles).hasSizeGreaterThan(10);
            for (Bundle installed : bundles) installed.start();
            assertThat(bundles).allMatch(started -> started.getState() == Bundle.ACTIVE);
        } finally {
            framework.stop();
            framework.waitForStop(TimeUnit.SECONDS.toMillis(30));
        }
    }
}
