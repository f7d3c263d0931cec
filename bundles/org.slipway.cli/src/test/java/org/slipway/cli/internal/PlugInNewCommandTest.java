package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.TestHost;

/** What a plug-in begins with. */
class PlugInNewCommandTest {
    @TempDir
    Path directory;

    @TempDir
    Path installation;

    private final ManualLoop loop = new ManualLoop();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Console console = new Console(
            new PrintStream(out, true, UTF_8), new PrintStream(new ByteArrayOutputStream(), true, UTF_8), false);
    private final DryRun dryRun = new DryRun(null, console, null, null, null);

    @BeforeEach
    void what_the_distribution_has() throws IOException {
        Path share = Files.createDirectories(installation.resolve("share/plugin"));
        Files.copy(root().resolve("distribution/src/main/share/plugin/pom.xml"), share.resolve("pom.xml"));
        Path examples = root().resolve("itests/examples/src");
        try (Stream<Path> files = Files.walk(examples)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = share.resolve("examples").resolve(examples.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        Files.writeString(share.resolve("org.slipway.testkit-0.1.0.jar"), "testkit");
        Path bundles = Files.createDirectories(installation.resolve("bundles"));
        for (String name : List.of("org.slipway.api", "org.slipway.async", "org.slipway.model", "org.slipway.solver"))
            Files.writeString(bundles.resolve(name + "-0.1.0.jar"), name);
    }

    private static Path root() {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("itests/examples"))) root = root.getParent();
        return root;
    }

    private void make(String... words) throws Exception {
        List<String> typed = new ArrayList<>(List.of("plugin", "new"));
        typed.addAll(List.of(words));
        Arguments arguments = Arguments.parse(typed);
        new PlugInNewCommand(loop, new TestHost(Map.of(), directory), dryRun, console, Optional.of(installation))
                .work(new Command.Invocation(
                        arguments,
                        arguments.words().subList(2, arguments.words().size())));
    }

    private String refusal(String... words) throws Exception {
        try {
            make(words);
            throw new AssertionError(List.of(words) + " has been made");
        } catch (Complaint complaint) {
            return complaint.getMessage();
        }
    }

    @Test
    void programs_are_told_where_it_is_and_what_to_change() throws Exception {
        make("--json", "com.acme.zoo");
        assertThat(out.toString(UTF_8))
                .isEqualTo("{\"directory\": \"" + directory.resolve("zoo") + "\", \"name\": \"com.acme.zoo\","
                        + " \"source\": \"src/main/java/com/acme/zoo/Zoo.java\"}\n");
        assertThat(directory.resolve("zoo/src/main/java/com/acme/zoo/Zoo.java")).exists();
    }

    /** Each has the name of its kind, which its source has for something else. */
    @Test
    void of_every_kind_it_compiles_and_passes_the_test_of_its_contract() throws Exception {
        List<String> classes = new ArrayList<>();
        List<String> compiled =
                new ArrayList<>(List.of("-proc:none", "-Xlint:all", "-Werror", "-d", directory + "/out"));
        compiled.addAll(List.of("-cp", classPath()));
        for (PlugInKind kind : PlugInKind.values()) {
            make("--kind", kind.toString(), "com.acme." + kind);
            try (Stream<Path> files = Files.walk(directory.resolve(kind.toString()))) {
                for (Path file :
                        files.filter(it -> it.toString().endsWith(".java")).toList()) {
                    compiled.add(file.toString());
                    String name = file.toString().replaceFirst(".*/java/", "").replace(".java", "");
                    if (name.endsWith("Test")) classes.add(name.replace('/', '.'));
                }
            }
        }
        assertThat(classes).hasSize(PlugInKind.values().length).contains("com.acme.solver.MySolverTest");
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int status = ToolProvider.getSystemJavaCompiler().run(null, said, said, compiled.toArray(String[]::new));
        assertThat(status).as(said.toString(UTF_8)).isZero();

        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        URL[] made = {directory.resolve("out").toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(made, getClass().getClassLoader())) {
            LauncherDiscoveryRequestBuilder tests = LauncherDiscoveryRequestBuilder.request();
            for (String name : classes) tests.selectors(selectClass(loader.loadClass(name)));
            LauncherFactory.create().execute(tests.build(), summary);
        }
        assertThat(summary.getSummary().getFailures())
                .extracting(failure -> failure.getTestIdentifier().getDisplayName() + failure.getException())
                .isEmpty();
        assertThat(summary.getSummary().getTestsSucceededCount()).isGreaterThan(50);
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    @Test
    void it_has_all_that_no_public_repository_has_and_is_called_as_its_author_says() throws Exception {
        make("my-format");

        Path project = directory.resolve("my-format");
        Path jar = project.resolve("repository/org/slipway/org.slipway.api/0.1.0/org.slipway.api-0.1.0.jar");
        assertThat(jar).hasContent("org.slipway.api");
        assertThat(jar.resolveSibling("org.slipway.api-0.1.0.pom")).content().contains("<version>0.1.0</version>");
        try (Stream<Path> artifacts = Files.list(project.resolve("repository/org/slipway"))) {
            assertThat(artifacts.map(it -> it.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "org.slipway.api", "org.slipway.async", "org.slipway.model", "org.slipway.testkit");
        }
        assertThat(project.resolve("pom.xml"))
                .content()
                .contains("<groupId>org.example</groupId>", "<artifactId>my-format</artifactId>");
        assertThat(project.resolve("src/main/java/org/example/myformat/MyFormat.java"))
                .content()
                .contains("package org.example.myformat;", "class MyFormat implements ArchiveFormat")
                .doesNotContain("Cpio");
        assertThat(out.toString(UTF_8))
                .contains("cd my-format\n", "add target/my-format-1.0.0.jar\n", "plug-in org.example.my-format\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "a/b",
                "../a",
                "/a",
                "-a-",
                "a-",
                "a--b",
                "A",
                "a b",
                "a_b",
                "7z",
                "a..b",
                ".a",
                "a.",
                "a\n",
                "é",
                "new",
                "com.int.x",
                "java.x",
                "org.slipway.x"
            })
    void attack_a_name_is_not_a_path_and_not_what_belongs_to_others(String name) throws Exception {
        assertThat(refusal("--", name)).startsWith("'" + name + "' ");
        assertThat(directory).isEmptyDirectory();
    }

    /** Whoever ends the process amid the work. */
    @Test
    void nothing_has_its_name_until_all_of_it_is_there() throws Exception {
        Path project = directory.resolve("my-format");
        Map<String, byte[]> files = new TreeMap<>(Map.of("src/a", new byte[1])) {
            private static final long serialVersionUID = 1;

            @Override
            public Set<Map.Entry<String, byte[]>> entrySet() {
                assertThat(project).doesNotExist();
                return super.entrySet();
            }
        };
        new PlugInProject("src/a", files).write(project);
        assertThat(project.resolve("src/a")).hasSize(1);
        assertThat(directory).isDirectoryNotContaining(path -> !path.equals(project));
    }

    @Test
    void a_project_that_cannot_be_written_leaves_nothing() throws Exception {
        Map<String, byte[]> impossible = new TreeMap<>(Map.of("a", new byte[1], "a/b", new byte[1]));
        assertThatThrownBy(() -> new PlugInProject("a", impossible).write(directory.resolve("my-format")))
                .isInstanceOf(IOException.class);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void what_is_there_is_left_alone() throws Exception {
        Files.createDirectory(directory.resolve("there"));
        Files.createSymbolicLink(directory.resolve("link"), directory.resolve("nowhere"));
        assertThat(refusal("there")).contains("is there already");
        assertThat(refusal("link")).contains("is there already");
        assertThat(directory.resolve("there")).isEmptyDirectory();
    }

    @Test
    void an_unknown_kind_is_answered_with_the_nearest_or_with_all() throws Exception {
        assertThat(refusal("--kind", "transports", "x")).contains("did you mean 'transport'?");
        assertThat(refusal("--kind", "cheese", "x"))
                .contains(Arrays.stream(PlugInKind.values())
                        .map(PlugInKind::toString)
                        .toArray(String[]::new));
    }

    @Test
    void a_dry_run_makes_nothing() throws Exception {
        dryRun.begin("plugin new", Arguments.parse(List.of("--dry-run")));
        make("my-format");
        assertThat(directory).isEmptyDirectory();
        assertThat(out.toString(UTF_8)).contains("[dry-run] would make the project " + directory);
    }

    @Test
    void a_dry_run_tells_programs_what_it_would_be() throws Exception {
        dryRun.begin("plugin new", Arguments.parse(List.of("--dry-run", "--json")));
        make("--json", "com.acme.zoo");
        assertThat(directory).isEmptyDirectory();
        assertThat(out.toString(UTF_8)).startsWith("{\"directory\": \"" + directory.resolve("zoo") + "\"");
    }
}
