package org.slipway.packages.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slipway.packages.internal.Recorded.ids;
import static org.slipway.packages.internal.Recorded.named;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slipway.api.packages.PackageManager.Depth;
import org.slipway.api.packages.PackageManager.Found;
import org.slipway.model.FeedUri;
import org.slipway.model.Importance;
import org.slipway.model.feed.Dependency;
import org.slipway.model.feed.Implementation;
import org.slipway.model.feed.Implementation.Source.Packaged;

class HostPythonTest {
    private static final String PYTHON = "https://apps.0install.net/python/python.xml";
    private static final String BINDING = "https://apps.0install.net/python/pygobject.xml";

    @TempDir
    Path base;

    private Recorded unknown;
    private Path bin;

    @BeforeEach
    void create() throws Exception {
        unknown = new Recorded(base, "Linux");
        bin = Files.createDirectories(unknown.root.resolve("bin"));
        unknown.environment.put("PATH", "relative::" + bin);
    }

    private Path program(String name, String says) throws Exception {
        Path program = bin.resolve(name);
        Files.createFile(program, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.setLastModifiedTime(program, FileTime.from(Recorded.CHANGED));
        unknown.answers.put(program.toString(), new Program.Answer(0, says.replace("BIN", bin.toString())));
        return program;
    }

    private static Found find(HostPython host, String feed) throws Exception {
        return Recorded.find(host, FeedUri.of(feed), named("anything"), Depth.INSTALLED);
    }

    @Test
    void the_pythons_on_the_path_are_implementations() throws Exception {
        program("python", "BIN/python3.11\n3.11.2.0\n");
        Path real = program("python3.11", "");
        program("python2", "BIN/python2\n2.7.18.0\n");
        program("python3", "BIN/python3.11\n3.11.2.0\n");
        HostPython host = new HostPython(unknown.machine());

        Found found = find(host, PYTHON);

        assertThat(ids(found)).containsExactly("package:host:python:3.11.2.0", "package:host:python:2.7.18.0");
        Implementation python = found.implementations().get(0);
        assertThat(python.commands().get("run").path()).contains(real.toString());
        assertThat(python.source()).isEqualTo(new Packaged("host", Packaged.State.INSTALLED));
        assertThat(python.architecture()).hasToString("*-x86_64");
        assertThat(python.attribute("package")).contains("host-python");
        assertThat(python.attribute("quick-test-file")).contains(real.toString());
        assertThat(python.attribute("quick-test-mtime")).contains("1700000000");
        find(host, PYTHON);
        assertThat(unknown.started).hasSize(3);
    }

    @Test
    void a_binding_is_for_the_python_of_the_host_only() throws Exception {
        program("python3", "BIN/python3\n3.11.2.0\nBIN/gi\n3.42.2\n");
        program("gi", "");
        Implementation binding = find(new HostPython(unknown.machine()), BINDING)
                .implementations()
                .get(0);
        assertThat(binding.id()).isEqualTo("package:host:python-gobject:3.42.2");
        Dependency python = binding.dependencies().get(0);
        assertThat(python.importance()).isEqualTo(Importance.RESTRICTS);
        assertThat(python.role().interfaceUri().text()).isEqualTo(PYTHON);
        assertThat(python.distributions().orElseThrow()).containsExactly("host");
    }

    @Test
    void other_feeds_start_nothing() throws Exception {
        program("python3", "BIN/python3\n3.11.2.0\n");
        assertThat(find(new HostPython(unknown.machine()), "http://example.com/python.xml"))
                .isEqualTo(Found.NONE);
        assertThat(unknown.started).isEmpty();
    }

    @Test
    void what_would_be_a_python_on_the_path_is_to_be_watched_there_or_not() throws Exception {
        program("python3", "");
        assertThat(new HostPython(unknown.machine()).databases())
                .contains(
                        unknown.root.resolve("var/lib/dpkg/status"),
                        bin.resolve("python"),
                        bin.resolve("python2"),
                        bin.resolve("python3"))
                .allMatch(Path::isAbsolute);
    }

    @Test
    void a_python_that_fails_is_asked_again_after_a_minute() throws Exception {
        program("python3", "");
        HostPython host = new HostPython(unknown.machine());
        find(host, PYTHON);
        unknown.answers.put(bin + "/python3", new Program.Answer(0, bin + "/python3\n3.11.2.0\n"));
        assertThat(find(host, PYTHON)).isEqualTo(Found.NONE);
        unknown.now = unknown.now.plusSeconds(60);
        assertThat(ids(find(host, PYTHON))).containsExactly("package:host:python:3.11.2.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"python3\n3.11.2.0\n", "BIN/python3\n3.11.2.0\ngi\n3.42.2\n"})
    void a_place_that_depends_on_where_one_stands_is_not_believed(String answer) throws Exception {
        program("python3", answer);
        assertThat(find(new HostPython(unknown.machine()), PYTHON)).isEqualTo(Found.NONE);
        assertThat(unknown.warnings).singleElement().asString().contains("which is no absolute path");
    }

    @Test
    void a_python_that_says_something_else_is_told_once() throws Exception {
        program("python3", "Install the developer tools first\n");
        HostPython host = new HostPython(unknown.machine());
        assertThat(find(host, PYTHON)).isEqualTo(Found.NONE);
        assertThat(find(host, PYTHON)).isEqualTo(Found.NONE);
        assertThat(unknown.warnings)
                .singleElement()
                .asString()
                .contains(bin + "/python3 does not tell its version, so it is not used: it answers something else");
    }
}
