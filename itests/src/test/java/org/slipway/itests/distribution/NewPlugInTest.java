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
    void a_project_compiles_with_the_jars_it_brings_and_has_the_versions_of_this_build() throws Exception {
        Ended made = new User(home).slipway("plugin", "new", "my-format");
        assertThat(made.status()).as(made.toString()).isZero();
        Path project = home.resolve("my-format");

        List<String> compiled =
                new ArrayList<>(List.of("-proc:none", "-d", home.resolve("out").toString(), "-cp"));
        compiled.add(String.join(
                File.pathSeparator,
                Stream.concat(files(project.resolve("repository"), ".jar"), others())
                        .toList()));
        files(project.resolve("src"), ".java").forEach(compiled::add);
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int status = ToolProvider.getSystemJavaCompiler().run(null, said, said, compiled.toArray(String[]::new));
        assertThat(status).as(said.toString(UTF_8)).isZero();
        assertThat(home.resolve("out/org/example/myformat/MyFormatTest.class")).exists();

        String root = Files.readString(Project.root().resolve("pom.xml"));
        String pom = Files.readString(project.resolve("pom.xml")).replaceAll(">\\s+<", "><");
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

    /** What Maven would fetch. */
    private static Stream<String> others() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(path.split(File.pathSeparator))
                .filter(jar -> jar.endsWith(".jar") && !jar.contains("org.slipway"));
    }
}
