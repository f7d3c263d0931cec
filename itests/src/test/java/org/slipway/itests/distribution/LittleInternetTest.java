package org.slipway.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real feeds under their own names, over TLS, with their real key: the main job as a person types it. */
class LittleInternetTest {
    private static final String MAVEN = "https://apps.0install.net/java/maven.xml";

    @TempDir
    Path home;

    private LittleInternet internet;

    @BeforeEach
    void enter() throws Exception {
        internet = LittleInternet.prepare(home);
    }

    private Ended inside(String script) throws Exception {
        return internet.inside(script);
    }

    private List<String> requested() throws IOException {
        return internet.requests().stream().map(LittleInternet.Request::path).toList();
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

    /** What has been asked for so far. That a connection is closed may be noted a little later. */
    private static final String NOTE = "grep -v '\"ev\": \"close\"' \"$LI_LOG\" %s\n";

    @Test
    void the_four_lines_print_42_and_mavens_banner_and_a_second_run_asks_nobody() throws Exception {
        writeJdk();
        String script = "export ZEROINSTALL_PORTABLE_BASE=\"$HOME/base\"\n"
                + FOUR_LINES.formatted("\"$slipway\"", MAVEN)
                + NOTE.formatted("> first.jsonl")
                + "MAVEN_PROJECTBASEDIR=. \"$slipway\" run " + MAVEN + " --version\n"
                + "\"$slipway\" run https://apps.0install.net/python/python.xml -c 'print(6*7)'\n"
                + NOTE.formatted("| cmp - first.jsonl")
                + "\"$slipway\" lock https://apps.0install.net/python/python.xml python.lock\n"
                + "\"$slipway\" run --locked python.lock -c 'print(6*9)'\n";

        Ended ended = inside(script);

        assertThat(ended.status()).as(ended.toString()).isZero();
        assertThat(ended.out().lines()).first().isEqualTo("42");
        assertThat(ended.out().lines()).last().isEqualTo("54");
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
                %s
                MAVEN_PROJECTBASEDIR=. "$slipway" run %s --version
                %s
                """.formatted(
                        FOUR_LINES.formatted("\"$slipway\"", MAVEN),
                        MAVEN,
                        MAVEN,
                        FOUR_LINES.formatted("0install --console", MAVEN),
                        NOTE.formatted("> first.jsonl"),
                        MAVEN,
                        NOTE.formatted("| cmp - first.jsonl"));

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
