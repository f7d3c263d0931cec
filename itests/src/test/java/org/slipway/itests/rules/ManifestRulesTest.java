package org.slipway.itests.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slipway.itests.Project;
import org.slipway.itests.rules.Clauses.Clause;

/** The rules of the bundle map, on every built manifest. */
class ManifestRulesTest {
    private static final Set<String> FOUNDATION = Set.of("org.slipway.model", "org.slipway.async", "org.slipway.api");
    private static final Set<String> FRONT_ENDS = Set.of("org.slipway.cli", "org.slipway.container");
    private static final Set<String> FOR_TESTS = Set.of("org.slipway.testkit", "org.slipway.testnet");

    /** Packages of third parties, and the bundles that may import them. */
    private static final Map<String, Set<String>> CONFINED = Map.of(
            "org.eclipse.jetty.client", Set.of("org.slipway.transport.jetty"),
            "org.eclipse.jetty.server", Set.of("org.slipway.testnet"),
            "org.eclipse.jetty", Set.of("org.slipway.transport.jetty", "org.slipway.testnet"),
            "org.slf4j", Set.of("org.slipway.transport.jetty"),
            "org.bouncycastle", Set.of("org.slipway.signature.bouncycastle", "org.slipway.testnet"),
            "org.apache.commons", Set.of("org.slipway.archives"),
            "org.tukaani", Set.of("org.slipway.archives"),
            "com.github.luben", Set.of("org.slipway.archives"),
            "org.junit", Set.of("org.slipway.testkit"),
            "org.assertj", Set.of("org.slipway.testkit"));

    /** What a container may have, all of it optional for the bundle that is for people inside one. */
    private static final Set<String> OF_CONTAINERS = Set.of(
            "jakarta.servlet",
            "javax.servlet",
            "org.apache.felix",
            "org.osgi.service.cm",
            "org.osgi.service.event",
            "org.osgi.service.log",
            "org.osgi.service.metatype");

    record Built(String name, Attributes manifest) {
        List<Clause> imports() {
            return Clauses.of(manifest.getValue("Import-Package"));
        }

        List<Clause> exports() {
            return Clauses.of(manifest.getValue("Export-Package"));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Built> bundles() {
        return Project.ownJars().stream().map(ManifestRulesTest::read);
    }

    private static Built read(Path path) {
        try (JarFile jar = new JarFile(path.toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            return new Built(manifest.getValue("Bundle-SymbolicName").split(";")[0], manifest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void no_header_binds_more_than_packages_or_runs_code_by_itself(Built bundle) {
        assertThat(bundle.manifest().keySet())
                .extracting(Object::toString)
                .doesNotContain("Require-Bundle", "DynamicImport-Package", "Bundle-Activator", "Fragment-Host");
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void only_the_foundation_and_what_is_for_tests_exports(Built bundle) {
        if (!FOUNDATION.contains(bundle.name()) && !FOR_TESTS.contains(bundle.name()))
            assertThat(bundle.exports()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void nothing_internal_is_exported_and_every_export_has_a_version(Built bundle) {
        assertThat(bundle.exports()).allSatisfy(export -> {
            assertThat(export.name()).startsWith(bundle.name()).doesNotContain(".internal");
            assertThat(export.version()).matches("\\d+\\.\\d+\\.\\d+");
        });
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void bundles_meet_in_the_service_registry_only(Built bundle) {
        assertThat(bundle.imports())
                .extracting(Clause::name)
                .filteredOn(name -> name.startsWith("org.slipway."))
                .filteredOn(name -> !Clauses.within(name, bundle.name()))
                .allMatch(name -> FOUNDATION.stream().anyMatch(own -> Clauses.within(name, own)));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void the_foundation_rests_on_less_than_itself(Built bundle) {
        Map<String, Set<String>> below = Map.of(
                "org.slipway.model", Set.of(),
                "org.slipway.async", Set.of(),
                "org.slipway.api", Set.of("org.slipway.model", "org.slipway.async"));
        if (below.containsKey(bundle.name()))
            assertThat(bundle.imports())
                    .extracting(Clause::name)
                    .filteredOn(name -> name.startsWith("org.slipway.") && !Clauses.within(name, bundle.name()))
                    .allMatch(name -> below.get(bundle.name()).stream().anyMatch(own -> Clauses.within(name, own)));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void third_parties_are_imported_in_their_own_row_only(Built bundle) {
        CONFINED.forEach((third, allowed) -> {
            if (!allowed.contains(bundle.name()))
                assertThat(bundle.imports()).extracting(Clause::name).noneMatch(name -> Clauses.within(name, third));
        });
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void nobody_needs_the_services_of_a_container(Built bundle) {
        String[] imports = bundle.manifest().getValue("Import-Package").split(",(?=[a-z])");
        assertThat(imports)
                .filteredOn(
                        clause -> OF_CONTAINERS.stream().anyMatch(name -> Clauses.within(clause.split(";")[0], name)))
                .allMatch(clause ->
                        bundle.name().equals("org.slipway.container") && clause.contains("resolution:=optional"));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void every_import_of_ours_has_a_range(Built bundle) {
        assertThat(bundle.imports())
                .filteredOn(clause -> clause.name().startsWith("org.slipway."))
                .allSatisfy(
                        clause -> assertThat(clause.version()).startsWith("[").endsWith(")"));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void no_component_is_immediate_but_in_front_ends(Built bundle) throws IOException {
        Path path = Project.ownJars().stream()
                .filter(jar -> jar.getFileName().toString().startsWith(bundle.name() + "-"))
                .findFirst()
                .orElseThrow();
        if (FRONT_ENDS.contains(bundle.name())) return;
        try (JarFile jar = new JarFile(path.toFile())) {
            for (Clause component : Clauses.of(bundle.manifest().getValue("Service-Component"))) {
                String xml = new String(
                        jar.getInputStream(jar.getEntry(component.name())).readAllBytes());
                assertThat(xml).as(component.name()).doesNotContain("immediate=\"true\"");
            }
        }
    }
}
