package org.slipway.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.itests.Project;

/** Real feeds under their own names, over TLS, with their real key: the main job as a person types it. */
class LittleInternetTest {
    private static final String MAVEN = "https://apps.0install.net/java/maven.xml";

    private static Path site;
    private static Path archives;

    @TempDir
    Path home;

    @BeforeAll
    static void prepare() throws Exception {
        Path shared = Project.shared().orElse(null);
        assumeTrue(shared != null, "skipped: needs ../shared (SLIPWAY_SHARED)");
        assumeTrue(mayUnshare(), "skipped: needs root and unshare for the little internet");
        Path prepared = Project.root().resolve("itests/target/little-internet");
        site = Optional.ofNullable(System.getenv("LI_SITE")).map(Path::of).orElse(prepared.resolve("site"));
        archives =
                Optional.ofNullable(System.getenv("LI_ARCHIVES")).map(Path::of).orElse(prepared.resolve("archives"));
        if (Files.isDirectory(site) && Files.isDirectory(archives)) return;
        Process process = new ProcessBuilder(
                        shared.resolve("little-internet/prepare").toString(), prepared.toString())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).as("little-internet/prepare").isZero();
    }

    private static boolean mayUnshare() throws InterruptedException {
        try {
            return new ProcessBuilder("unshare", "--net", "--mount", "--pid", "--fork", "true")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    /** Runs a shell script in there; {@code $slipway} is the program. */
    private Ended inside(String script) throws Exception {
        Path little = Project.shared().orElseThrow().resolve("little-internet/bin/in-little-internet");
        Path user = Files.createDirectories(home.resolve("user"));
        Path text = Files.writeString(home.resolve("script"), "set -eu\ncd \"$HOME\"\n" + script);
        List<String> command = new ArrayList<>(List.of(little.toString(), "--java-trust"));
        command.addAll(List.of("--site", site.toString(), "--archives", archives.toString()));
        command.addAll(List.of("--out", home.resolve("log").toString(), "--home", user.toString()));
        command.addAll(List.of("--", "sh", text.toString()));
        Path out = home.resolve("out");
        Path err = home.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("XDG_") || name.startsWith("ZEROINSTALL_"));
        builder.environment().put("slipway", User.program().toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        int status = builder.start().waitFor();
        return new Ended(status, Files.readString(out), Files.readString(err));
    }

    private List<String> requested() throws IOException {
        Pattern path = Pattern.compile("\"path\": *\"([^\"]*)\"");
        return Files.readAllLines(home.resolve("log/requests.jsonl")).stream()
                .map(path::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .toList();
    }

    /** The JDK of this machine as a local feed. */
    private void writeJdk() throws IOException {
        Files.createDirectories(home.resolve("user"));
        Files.writeString(home.resolve("user/local-jdk.xml"), """
                <?xml version="1.0"?>
                <interface xmlns="http://zero-install.sourceforge.net/2004/injector/interface">
                  <name>JDK</name><summary>the JDK of this machine</summary>
                  <feed-for interface="https://apps.0install.net/java/jdk.xml"/>
                  <implementation id="here" local-path="%s" version="25.0.99" arch="*-*" released="2026-01-01" stability="stable">
                    <command name="run" path="bin/java"/><command name="java" path="bin/java"/>
                    <environment name="JAVA_HOME" insert="." mode="replace"/>
                  </implementation>
                </interface>
                """.formatted(System.getProperty("java.home")));
    }

    private static final String FOUR_LINES = """
            %1$s run https://apps.0install.net/python/python.xml -c 'print(6*7)'
            %1$s add-feed https://apps.0install.net/java/jdk.xml ./local-jdk.xml >&2
            %1$s config network_use minimal >&2
            MAVEN_PROJECTBASEDIR=. %1$s run %2$s --version
            """;

    @Test
    void the_four_lines_print_42_and_mavens_banner_and_a_second_run_asks_nobody() throws Exception {
        writeJdk();
        String script = "export ZEROINSTALL_PORTABLE_BASE=\"$HOME/base\"\n"
                + FOUR_LINES.formatted("\"$slipway\"", MAVEN)
                + "cp \"$LI_LOG\" first.jsonl\n"
                + "MAVEN_PROJECTBASEDIR=. \"$slipway\" run " + MAVEN + " --version\n"
                + "\"$slipway\" run https://apps.0install.net/python/python.xml -c 'print(6*7)'\n"
                + "cmp \"$LI_LOG\" first.jsonl\n";

        Ended ended = inside(script);

        assertThat(ended.status()).as(ended.toString()).isZero();
        assertThat(ended.out().lines()).first().isEqualTo("42");
        assertThat(ended.out().lines().filter(line -> line.contains("Apache Maven 3.9")))
                .hasSize(2);
        assertThat(requested()).anyMatch(path -> path.endsWith("-bin.tar.gz"));
    }

    @Test
    void the_reference_prints_the_same_and_each_finds_what_the_other_stored() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/0install")), "skipped: needs 0install (package 0install-core)");
        writeJdk();
        String script = """
                export ZEROINSTALL_PORTABLE_BASE="$HOME/slipway"
                %s
                "$slipway" select --xml %s > select.xml
                for tree in "$ZEROINSTALL_PORTABLE_BASE"/cache/implementations/sha*; do 0install store verify "$tree" >&2; done
                0install --console --offline select %s
                export ZEROINSTALL_PORTABLE_BASE="$HOME/reference"
                %s
                cp "$LI_LOG" first.jsonl
                MAVEN_PROJECTBASEDIR=. "$slipway" run %s --version
                cmp "$LI_LOG" first.jsonl
                """.formatted(
                        FOUR_LINES.formatted("\"$slipway\"", MAVEN),
                        MAVEN,
                        MAVEN,
                        FOUR_LINES.formatted("0install --console", MAVEN),
                        MAVEN);

        Ended ended = inside(script);

        assertThat(ended.status()).as(ended.toString()).isZero();
        assertThat(ended.out().lines().filter("42"::equals)).hasSize(2);
        assertThat(ended.out().lines().filter(line -> line.contains("Apache Maven 3.9")))
                .hasSize(3);
        assertThat(ended.out()).contains("slipway/cache/implementations/");
    }

    @Test
    void without_the_local_jdk_both_choose_the_same_and_say_that_it_is_not_to_be_had() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/0install")), "skipped: needs 0install (package 0install-core)");
        String script = """
                export ZEROINSTALL_PORTABLE_BASE="$HOME/slipway"
                "$slipway" select %1$s | grep Version
                MAVEN_PROJECTBASEDIR=. "$slipway" run %1$s --version && exit 9
                export ZEROINSTALL_PORTABLE_BASE="$HOME/reference"
                echo ---
                0install --console select %1$s | grep Version
                """.formatted(MAVEN);

        Ended ended = inside(script);

        assertThat(ended.status()).as(ended.toString()).isZero();
        String[] choices = ended.out().split("---\n");
        assertThat(choices).as(ended.toString()).hasSize(2);
        assertThat(choices[0]).isEqualTo(choices[1]).isNotBlank();
        assertThat(ended.err()).containsIgnoringCase("temurin");
    }
}
