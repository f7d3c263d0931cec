package org.slipway.itests.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.itests.Project;

/** What the distribution makes a plug-in's project of. */
class NewPlugInTest {
    @TempDir
    Path home;

    @Test
    void of_every_kind_it_compiles_with_the_jars_it_brings_and_what_its_pom_names() throws Exception {
        List<String> compiled =
                new ArrayList<>(List.of("-proc:none", "-d", home.resolve("out").toString(), "-cp", ""));
        List<String> kinds = kinds();
        for (String kind : kinds) {
            Path project = made(kind, "my-" + kind);
            Stream<String> jars = Stream.concat(files(project.resolve("repository"), ".jar"), named(project));
            compiled.set(compiled.indexOf("-cp") + 1, String.join(File.pathSeparator, jars.toList()));
            files(project.resolve("src"), ".java").forEach(compiled::add);
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int status = ToolProvider.getSystemJavaCompiler().run(null, said, said, compiled.toArray(String[]::new));
        assertThat(status).as(said.toString(UTF_8)).isZero();
        for (String kind : kinds)
            assertThat(files(home.resolve("out/org/example/my" + kind.replace("-", "")), "Test.class"))
                    .as(kind)
                    .hasSize(1);
    }

    /** As they are listed to who names none of them. */
    private List<String> kinds() throws Exception {
        String said =
                new User(home).slipway("plugin", "new", "--kind", "?", "x").err();
        List<String> kinds =
                List.of(said.strip().replaceFirst(".*: there are ", "").split(", "));
        assertThat(kinds).contains("archive-format", "launcher", "trust-policy");
        return kinds;
    }

    private Path made(String kind, String name) throws Exception {
        Ended made = new User(home).slipway("plugin", "new", "--kind", kind, name);
        assertThat(made.status()).as(made.toString()).isZero();
        return home.resolve(name);
    }

    @Test
    void it_has_the_versions_of_this_build() throws Exception {
        String root = Files.readString(Project.root().resolve("pom.xml"));
        String pom = Files.readString(made("archive-format", "my-format").resolve("pom.xml"))
                .replaceAll(">\\s+<", "><");
        assertThat(pom).doesNotContain("@").contains("${slipway.version}", "${project.basedir}");
        for (String plugin : List.of("clean", "resources", "compiler", "surefire"))
            assertThat(pom).contains(pinned(root, "maven-" + plugin + "-plugin"));
    }

    /** As both poms say it. */
    private static String pinned(String pom, String plugin) {
        String start = "<artifactId>" + plugin + "</artifactId>";
        return pom.substring(pom.indexOf(start), pom.indexOf("</version>", pom.indexOf(start)))
                .replaceAll(">\\s+<", "><");
    }

    private static Stream<String> files(Path directory, String ending) throws Exception {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.map(Path::toString).filter(file -> file.endsWith(ending)).toList().stream();
        }
    }

    /** What Maven would fetch: the dependencies, and what they need in their turn. */
    private static Stream<String> named(Path project) throws Exception {
        String pom = Files.readString(project.resolve("pom.xml"));
        String needed = "junit-.*|opentest4j|apiguardian-api|byte-buddy|org\\.osgi\\.util\\.function";
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(path.split(File.pathSeparator)).filter(jar -> {
            String artifact = jar.replaceFirst(".*/", "").replaceFirst("-[0-9].*", "");
            return pom.contains("<artifactId>" + artifact + "</artifactId>") && !artifact.startsWith("org.slipway")
                    || artifact.matches(needed);
        });
    }
}
