package org.slipway.packages.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.packages.PackageManager.Depth;
import org.slipway.api.packages.PackageManager.Found;
import org.slipway.api.packages.PackageManager.Presence;
import org.slipway.model.FeedUri;
import org.slipway.model.feed.Feed;
import org.slipway.model.feed.FeedReader;
import org.slipway.model.feed.Implementation;
import org.slipway.model.feed.Implementation.Source.Packaged;
import org.slipway.model.xml.Element;
import org.slipway.model.xml.Xml;

class DebianTest {
    private static final FeedUri FEED = new FeedUri.Remote("http://example.com/python.xml");

    @TempDir
    Path root;

    private final List<List<String>> started = new ArrayList<>();
    private String aptCache = "";
    private Debian debian;

    @BeforeEach
    void create() throws IOException {
        status(
                "Package: python3\nStatus: install ok installed\nArchitecture: amd64\nVersion: 3.11.2-1+b1\nDescription: x\n"
                        + " Version: 9\n\nPackage: gone\nStatus: deinstall ok config-files\nArchitecture: all\nVersion: 1\n");
        debian = new Debian(root, command -> {
            started.add(command);
            if (aptCache == null) throw new IOException("it takes more than 30 s");
            return new Program.Answer(100, aptCache);
        });
    }

    private void status(String content) throws IOException {
        Path file = root.resolve("var/lib/dpkg/status");
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1234)));
    }

    private static Feed feed(String content) throws Exception {
        String document = "<interface xmlns='" + Element.ZERO_INSTALL + "' uri='" + FEED + "'><name>x</name>" + content
                + "</interface>";
        return FeedReader.read(FEED, Xml.read(document.getBytes(StandardCharsets.UTF_8)));
    }

    private Found find(String content, Depth depth) throws Exception {
        return debian.find(FEED, feed(content).nativePackages(), depth);
    }

    private static String element(String name, String attributes) {
        return "<package-implementation package='" + name + "' " + attributes + "/>";
    }

    @Test
    void an_installed_package_is_an_implementation() throws Exception {
        Found found = find(element("python3", "main='/usr/bin/python3' distributions='RPM Debian'"), Depth.INSTALLED);
        Implementation python = found.implementations().get(0);
        assertThat(python.id()).isEqualTo("package:deb:python3:3.11.2-1-1:x86_64");
        assertThat(python.attribute("from-feed")).contains("distribution:" + FEED);
        assertThat(python.attribute("quick-test-file")).contains(root + "/var/lib/dpkg/status");
        assertThat(python.attribute("quick-test-mtime")).contains("1234");
        assertThat(python.architecture()).hasToString("*-x86_64");
        assertThat(python.source()).isEqualTo(new Packaged("Debian", Packaged.State.INSTALLED));
        assertThat(python.commands().get("run").path()).contains("/usr/bin/python3");
        assertThat(started).isEmpty();
    }

    @Test
    void what_is_not_installed_and_not_asked_for_is_nothing() throws Exception {
        assertThat(find(element("gone", "") + element("never", ""), Depth.INSTALLED))
                .isEqualTo(Found.NONE);
    }

    @Test
    void elements_that_name_the_distribution_are_preferred_to_those_that_name_none() throws Exception {
        status("Package: a\nStatus: x installed\nArchitecture: all\nVersion: 1\n\n"
                + "Package: b\nStatus: x installed\nArchitecture: all\nVersion: 1\n");
        String all = element("a", "") + element("b", "distributions='Debian'") + element("a", "distributions='RPM'");
        assertThat(find(all, Depth.INSTALLED).implementations())
                .extracting(Implementation::id)
                .containsExactly("package:deb:b:1:*");
        assertThat(find(element("a", ""), Depth.INSTALLED).implementations()).hasSize(1);
    }

    @Test
    void all_that_could_be_installed_is_asked_for_in_one_call() throws Exception {
        aptCache = "Package: python2.7\nVersion: 2.7.18-1\nArchitecture: amd64\nSize: 7\n\n";
        Found found = find(element("python2.7", "") + element("python2.5", ""), Depth.INSTALLABLE);
        assertThat(started)
                .containsExactly(List.of("apt-cache", "--no-all-versions", "show", "--", "python2.5", "python2.7"));
        assertThat(found.implementations())
                .extracting(Implementation::source)
                .containsExactly(new Packaged("Debian", Packaged.State.INSTALLABLE));
        assertThat(found.problems()).containsExactly("Not known to apt-cache: python2.5");
    }

    @Test
    void an_apt_that_does_not_answer_is_not_said_to_know_nothing() throws Exception {
        aptCache = null;
        Found found = find(element("python3", ""), Depth.INSTALLABLE);
        assertThat(found.problems())
                .containsExactly("apt-cache does not tell what could be installed: it takes more than 30 s");
        assertThat(found.implementations()).hasSize(1);
    }

    @Test
    void what_is_installed_is_not_to_be_installed() throws Exception {
        aptCache = "Package: python3\nVersion: 3.11.2-1+b1\nArchitecture: amd64\n";
        assertThat(find(element("python3", ""), Depth.INSTALLABLE).implementations())
                .extracting(Implementation::source)
                .containsExactly(new Packaged("Debian", Packaged.State.INSTALLED));
    }

    @Test
    void a_version_range_limits_what_counts() throws Exception {
        assertThat(find(element("python3", "version='..!3'"), Depth.INSTALLED).implementations())
                .isEmpty();
        assertThat(find(element("python3", "version='3..'"), Depth.INSTALLED).implementations())
                .hasSize(1);
    }

    @Test
    void a_program_that_is_elsewhere_is_found() throws Exception {
        Files.createDirectories(root.resolve("usr/bin"));
        Files.createFile(root.resolve("usr/bin/python3"));
        assertThat(find(element("python3", "main='/opt/python3'"), Depth.INSTALLED)
                        .implementations()
                        .get(0)
                        .commands()
                        .get("run")
                        .path())
                .contains("/usr/bin/python3");
    }

    @Test
    void a_change_of_the_database_is_noticed() throws Exception {
        find(element("python3", ""), Depth.INSTALLED);
        status("Package: other\nStatus: x installed\nArchitecture: all\nVersion: 1\n");
        Files.setLastModifiedTime(root.resolve("var/lib/dpkg/status"), FileTime.from(Instant.ofEpochSecond(1235)));
        assertThat(find(element("python3", ""), Depth.INSTALLED).implementations())
                .isEmpty();
    }

    @Test
    void a_name_that_is_an_option_or_a_path_is_ignored() throws Exception {
        find(element("-rf", "") + element("a/b", "") + element("..", ""), Depth.INSTALLABLE);
        assertThat(started).isEmpty();
    }

    @Test
    void without_dpkg_it_is_absent() throws IOException {
        assertThat(debian.presence()).isEqualTo(Presence.PRESENT);
        Files.delete(root.resolve("var/lib/dpkg/status"));
        assertThat(debian.presence()).isEqualTo(Presence.ABSENT);
    }
}
