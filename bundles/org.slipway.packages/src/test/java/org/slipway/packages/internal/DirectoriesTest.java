package org.slipway.packages.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slipway.packages.internal.Recorded.element;
import static org.slipway.packages.internal.Recorded.find;
import static org.slipway.packages.internal.Recorded.ids;
import static org.slipway.packages.internal.Recorded.named;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.model.feed.Implementation;

/** Distributions that keep a directory or a file for each package: no program is started for them. */
class DirectoriesTest {
    @TempDir
    Path base;

    private Recorded linux;

    @BeforeEach
    void create() throws Exception {
        linux = new Recorded(base, "Linux");
    }

    @AfterEach
    void nothing_was_started() {
        assertThat(linux.started).isEmpty();
        assertThat(linux.warnings).isEmpty();
    }

    @Test
    void pacman_has_a_directory_for_each() throws Exception {
        Arch arch = new Arch(linux.with("arch").machine());
        assertThat(ids(find(arch, named("python", "python2", "tzdata", "linux-firmware-git"))))
                .containsExactlyInAnyOrder(
                        "package:arch:python:3.11.6-1:x86_64",
                        "package:arch:python2:2.7.18-8:x86_64",
                        "package:arch:tzdata:2023-2:*",
                        "package:arch:linux-firmware-git:20231030.2-1:armv6l");
        Implementation python = find(arch, element("python", "distributions='Arch'"))
                .implementations()
                .get(0);
        assertThat(python.attribute("quick-test-file"))
                .contains(linux.root + "/var/lib/pacman/local/python-3.11.6-1/desc");
        assertThat(python.attribute("quick-test-mtime")).isEmpty();
    }

    @Test
    void a_package_of_pacman_that_is_half_there_is_not_there() throws Exception {
        Arch arch = new Arch(linux.with("arch").machine());
        assertThat(ids(find(arch, named("half", "ALPM_DB_VERSION", "python-3.11.6-1"))))
                .isEmpty();
    }

    @Test
    void an_upgrade_by_pacman_is_noticed() throws Exception {
        Arch arch = new Arch(linux.with("arch").machine());
        find(arch, named("python"));
        Path local = linux.root.resolve("var/lib/pacman/local");
        Files.move(local.resolve("python-3.11.6-1"), local.resolve("python-3.12.0-1"));
        Files.setLastModifiedTime(local, FileTime.from(Recorded.CHANGED.plusSeconds(1)));
        assertThat(ids(find(arch, named("python")))).containsExactly("package:arch:python:3.12.0-1:x86_64");
    }

    @Test
    void portage_has_a_directory_for_each_below_its_category() throws Exception {
        Gentoo gentoo = new Gentoo(linux.with("gentoo").machine());
        Files.createDirectory(linux.root.resolve("var/db/pkg/dev-lang/python-3.12.0"));
        assertThat(ids(find(gentoo, named("dev-lang/python", "sys-libs/glibc", "dev-lang/python-exec"))))
                .containsExactlyInAnyOrder(
                        "package:gentoo:dev-lang/python:3.11.5-1:x86_64",
                        "package:gentoo:dev-lang/python:2.7.18-16:i686",
                        "package:gentoo:sys-libs/glibc:2.37-7:aarch64",
                        "package:gentoo:dev-lang/python-exec:2.4.10:x86_64");
        Implementation glibc =
                find(gentoo, element("sys-libs/glibc", "")).implementations().get(0);
        assertThat(glibc.attribute("quick-test-file")).contains(linux.root + "/var/db/pkg/sys-libs/glibc-2.37-r7/PF");
        assertThat(glibc.attribute("quick-test-mtime")).contains("1700000000");
    }

    @Test
    void libraries_for_another_machine_are_for_that_on_gentoo() throws Exception {
        Gentoo gentoo = new Gentoo(linux.with("gentoo").machine());
        assertThat(ids(find(gentoo, named("app-emulation/emul-linux-x86-xlibs"))))
                .containsExactly("package:gentoo:app-emulation/emul-linux-x86-xlibs:20140508:i386");
    }

    @Test
    void a_name_without_a_category_is_none_of_gentoo() throws Exception {
        Gentoo gentoo = new Gentoo(linux.with("gentoo").machine());
        String names = named("python", "dev-lang/..", "../pkg/dev-lang/python", "dev-lang/.python", "-dev-lang/python");
        assertThat(ids(find(gentoo, names))).isEmpty();
    }

    @Test
    void slackware_has_a_file_for_each_whose_name_may_have_dashes() throws Exception {
        Slackware slackware = new Slackware(linux.with("slackware").machine());
        assertThat(ids(find(slackware, named("bash", "man-pages", "man", "aaa_base", "infozip"))))
                .containsExactlyInAnyOrder(
                        "package:slack:bash:5.2.15-1:x86_64",
                        "package:slack:man-pages:6.5.1-1:*",
                        "package:slack:aaa_base:15.0-3:x86_64",
                        "package:slack:infozip:6.0-7-15.0:i586");
        Implementation bash = find(slackware, element("bash", "distributions='Slack'"))
                .implementations()
                .get(0);
        assertThat(bash.attribute("quick-test-file")).contains(linux.root + "/var/log/packages/bash-5.2.015-x86_64-1");
    }

    @Test
    void pkg_add_left_a_directory_for_each_of_the_ports() throws Exception {
        Recorded bsd = new Recorded(base.resolve("bsd"), "FreeBSD").with("freebsd-old");
        Ports ports = new Ports(bsd.machine());
        assertThat(ids(find(ports, named("bash", "py27-gobject", "p5-XML-Parser", "pkgdb.db"))))
                .containsExactlyInAnyOrder(
                        "package:ports:bash:4.2.24:x86_64",
                        "package:ports:py27-gobject:2.28.6-3:x86_64",
                        "package:ports:p5-XML-Parser:2.41-1:x86_64");
        assertThat(find(ports, named("bash")).implementations().get(0).attribute("quick-test-file"))
                .isEmpty();
        assertThat(bsd.started).isEmpty();
    }

    @Test
    void a_program_that_is_elsewhere_is_found() throws Exception {
        Files.createDirectories(linux.root.resolve("usr/bin"));
        Files.createFile(linux.root.resolve("usr/bin/python3"));
        Arch arch = new Arch(linux.with("arch").machine());
        assertThat(find(arch, element("python", "main='/opt/python3'"))
                        .implementations()
                        .get(0)
                        .commands()
                        .get("run")
                        .path())
                .contains("/usr/bin/python3");
    }
}
