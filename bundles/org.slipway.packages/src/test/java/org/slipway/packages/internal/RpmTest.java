package org.slipway.packages.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slipway.packages.internal.Recorded.FEED;
import static org.slipway.packages.internal.Recorded.element;
import static org.slipway.packages.internal.Recorded.find;
import static org.slipway.packages.internal.Recorded.ids;
import static org.slipway.packages.internal.Recorded.named;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.packages.PackageManager.Depth;
import org.slipway.api.packages.PackageManager.Found;
import org.slipway.model.feed.Implementation;
import org.slipway.model.feed.Implementation.Source.Packaged;

class RpmTest {
    private static final String RPM = "rpm -qa --qf=%{NAME}\t%{VERSION}-%{RELEASE}\t%{ARCH}\n";

    @TempDir
    Path base;

    private Recorded fedora;
    private Rpm rpm;

    @BeforeEach
    void create() throws Exception {
        fedora = new Recorded(base, "Linux").with("fedora").answering("rpm", "fedora.rpm-qa");
        rpm = new Rpm(fedora.machine());
    }

    @Test
    void all_that_is_installed_is_asked_for_in_one_call() throws Exception {
        assertThat(ids(find(rpm, named("bash", "glibc", "tzdata", "odd=name"))))
                .containsExactlyInAnyOrder(
                        "package:rpm:bash:5.2.15-5.39:x86_64",
                        "package:rpm:glibc:2.38-11.39:x86_64",
                        "package:rpm:glibc:2.38-11.39:i686",
                        "package:rpm:tzdata:2023-3.39:*",
                        "package:rpm:odd=name:2-1:armv6hl");
        find(rpm, named("python3"));
        assertThat(fedora.started).containsExactly(RPM);
        assertThat(fedora.warnings).isEmpty();
    }

    @Test
    void a_package_is_tested_by_the_database() throws Exception {
        Implementation bash = find(rpm, element("bash", "distributions='Debian RPM'"))
                .implementations()
                .get(0);
        assertThat(bash.attribute("quick-test-file")).contains(fedora.root + "/var/lib/rpm/rpmdb.sqlite");
        assertThat(bash.attribute("quick-test-mtime")).contains("1700000000");
    }

    @Test
    void keys_and_what_has_no_version_are_no_packages() throws Exception {
        assertThat(ids(find(rpm, named("gpg-pubkey", "kmod-cvs", "not a line of rpm"))))
                .isEmpty();
    }

    @Test
    void an_old_java_has_the_version_that_feeds_know_and_its_own_program() throws Exception {
        assertThat(ids(find(rpm, named("java-1.7.0-openjdk", "java-17-openjdk-headless"))))
                .containsExactlyInAnyOrder(
                        "package:rpm:java-1.7.0-openjdk:7.0.261-2.6.22.2.39:x86_64",
                        "package:rpm:java-17-openjdk-headless:17.0.9.0.9-3.39:x86_64");

        String java = element("java-1.7.0-openjdk", "main='/usr/bin/java'");
        assertThat(run(find(rpm, java))).isEqualTo("/usr/bin/java");
        for (String home : new String[] {"jre-1.7.0-openjdk", "jre-1.7.0-openjdk.x86_64"}) {
            Path program = fedora.root.resolve("usr/lib/jvm/" + home + "/bin/java");
            Files.createDirectories(program.getParent());
            Files.createFile(program);
            assertThat(run(find(rpm, java))).isEqualTo("/usr/lib/jvm/" + home + "/bin/java");
        }
    }

    private static String run(Found found) {
        return found.implementations().get(0).commands().get("run").path().orElseThrow();
    }

    @Test
    void suse_writes_javas_with_underscores() throws Exception {
        Recorded suse = new Recorded(base.resolve("suse"), "Linux").with("suse").answering("rpm", "suse.rpm-qa");
        assertThat(ids(find(new Rpm(suse.machine()), named("java-1_6_0-openjdk"))))
                .containsExactly("package:rpm:java-1_6_0-openjdk:6.0.0-27.1.12-1.1:x86_64");
    }

    @Test
    void what_dnf_could_install_is_asked_for_in_one_call() throws Exception {
        fedora.answering("dnf", "fedora.dnf");
        Found found = find(rpm, FEED, named("nano", "glibc", "glibc*", "emacs"), Depth.INSTALLABLE);
        assertThat(fedora.started)
                .containsExactly(
                        "dnf -q -C repoquery --latest-limit=1 --queryformat=%{name}\t%{version}-%{release}\t%{arch}\n"
                                + " emacs glibc glibc* nano",
                        RPM);
        assertThat(found.implementations())
                .filteredOn(it -> it.source().equals(new Packaged("RPM", Packaged.State.INSTALLABLE)))
                .extracting(Implementation::id)
                .containsExactlyInAnyOrder(
                        "package:rpm:nano:7.2-4.39:x86_64",
                        "package:rpm:glibc:2.38-14.39:i686",
                        "package:rpm:glibc:2.38-14.39:x86_64");
        assertThat(found.problems()).containsExactly("Not known to dnf: glibc*, emacs");
    }

    @Test
    void without_dnf_what_is_installed_is_found_all_the_same() throws Exception {
        Found found = find(rpm, FEED, named("bash"), Depth.INSTALLABLE);
        assertThat(ids(found)).hasSize(1);
        assertThat(found.problems())
                .containsExactly("dnf does not tell what could be installed: Cannot run program \"dnf\"");
    }
}
