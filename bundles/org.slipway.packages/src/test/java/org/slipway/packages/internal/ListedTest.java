package org.slipway.packages.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slipway.packages.internal.Recorded.element;
import static org.slipway.packages.internal.Recorded.find;
import static org.slipway.packages.internal.Recorded.ids;
import static org.slipway.packages.internal.Recorded.named;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.packages.PackageManager.Found;
import org.slipway.model.feed.Implementation;

/** Package managers that list what they have, and a Mac, which has to be asked. */
class ListedTest {
    @TempDir
    Path base;

    @Test
    void pkg_lists_the_ports() throws Exception {
        Recorded bsd = new Recorded(base, "FreeBSD").with("freebsd").answering("pkg", "freebsd.pkg-query");
        assertThat(ids(find(new Ports(bsd.machine()), named("bash", "p5-XML-Parser", "openjdk8"))))
                .containsExactlyInAnyOrder(
                        "package:ports:bash:5.2.15:x86_64",
                        "package:ports:p5-XML-Parser:2.46-1-1:x86_64",
                        "package:ports:openjdk8:8.382.5.1-1:x86_64");
        assertThat(bsd.started).containsExactly("pkg query %n\t%v");
    }

    @Test
    void cygcheck_lists_what_the_installer_has_left() throws Exception {
        Recorded windows = new Recorded(base, "Cygwin").with("cygwin").answering("cygcheck", "cygwin.cygcheck");
        Found found = find(new Cygwin(windows.machine()), named("bash", "python39", "Package", "terminfo"));
        assertThat(ids(found))
                .containsExactlyInAnyOrder(
                        "package:cygwin:bash:5.2.15-3:*",
                        "package:cygwin:python39:3.9.16-1:*",
                        "package:cygwin:terminfo:6.4-10.20230114:*");
        assertThat(found.implementations().get(0).attribute("quick-test-file"))
                .contains(windows.root + "/var/log/setup.log");
        assertThat(windows.started).containsExactly("cygcheck -c -d");
        assertThat(windows.cache("cygcheck-status2.cache")).exists();
    }

    private Recorded macPorts() throws Exception {
        return new Recorded(base, "MacOSX").with("macports").answering("port", "macports.port-installed");
    }

    @Test
    void of_the_ports_of_a_mac_only_the_active_ones_count_without_their_variants() throws Exception {
        Recorded mac = macPorts();
        assertThat(ids(find(new MacPorts(mac.machine()), named("gettext", "py311-six", "python311", "zlib"))))
                .containsExactlyInAnyOrder(
                        "package:macports:gettext:0.21-0:*",
                        "package:macports:py311-six:1.16.0-0:*",
                        "package:macports:python311:3.11.6-0:*",
                        "package:macports:zlib:1.3-0:*");
        assertThat(mac.started).containsExactly("port -v installed");
        assertThat(mac.cache("macports-status2.cache")).exists();
    }

    @Test
    void programs_of_ports_are_in_a_directory_of_their_own() throws Exception {
        Recorded mac = macPorts();
        for (String directory : new String[] {"usr/bin", "opt/local/bin"}) {
            Files.createDirectories(mac.root.resolve(directory));
            Files.createFile(mac.root.resolve(directory).resolve("msgfmt"));
        }
        assertThat(find(new MacPorts(mac.machine()), element("gettext", "main='msgfmt'"))
                        .implementations()
                        .get(0)
                        .commands()
                        .get("run")
                        .path())
                .contains("/opt/local/bin/msgfmt");
    }

    @Test
    void elements_for_ports_or_for_the_mac_itself_are_preferred_by_both() throws Exception {
        Recorded mac = macPorts();
        program(mac, "usr/bin/make", "GNU Make 3.81\nCopyright (C) 2006\n");
        String both = element("make", "")
                + element("zlib", "distributions='Darwin'")
                + element("gettext", "distributions='MacPorts'");
        assertThat(ids(find(new MacPorts(mac.machine()), both)))
                .containsExactlyInAnyOrder("package:macports:zlib:1.3-0:*", "package:macports:gettext:0.21-0:*");
        assertThat(ids(find(new Darwin(mac.machine()), both))).isEmpty();
    }

    private static Path program(Recorded mac, String path, String says) throws Exception {
        Path program = mac.root.resolve(path);
        Files.createDirectories(program.getParent());
        Files.createFile(program, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.setLastModifiedTime(program, FileTime.from(Recorded.CHANGED));
        mac.answers.put(program.toString(), new Program.Answer(0, says));
        return program;
    }

    @Test
    void what_a_mac_has_of_itself_tells_its_version() throws Exception {
        Recorded mac = new Recorded(base, "MacOSX");
        Path make = program(mac, "usr/bin/make", "GNU Make 3.81\nCopyright (C) 2006\n");
        Implementation found =
                find(new Darwin(mac.machine()), named("make")).implementations().get(0);
        assertThat(found.id()).isEqualTo("package:darwin:make:3.81:x86_64");
        assertThat(found.commands().get("run").path()).contains("/usr/bin/make");
        assertThat(found.attribute("quick-test-file")).contains(make.toString());
        assertThat(found.attribute("quick-test-mtime")).contains("1700000000");
    }

    @Test
    void a_mac_tells_where_its_javas_are_once() throws Exception {
        Recorded mac = new Recorded(base, "MacOSX");
        Path java = mac.root.resolve("Library/Java/JavaVirtualMachines/8/Contents/Home/bin/java");
        Files.createDirectories(java.getParent());
        Files.createFile(java);
        Machine machine = mac.machine(command -> {
            mac.started.add(String.join(" ", command));
            return command.contains("1.8") && command.contains("x86_64")
                    ? new Program.Answer(0, "/Library/Java/JavaVirtualMachines/8/Contents/Home\n")
                    : new Program.Answer(2, "");
        });
        Darwin darwin = new Darwin(machine);
        Found found = find(darwin, named("openjdk-8-jre", "openjdk-7-jdk") + element("openjdk-17-jre", ""));
        assertThat(ids(found)).containsExactly("package:darwin:openjdk-8-jre:8:x86_64");
        assertThat(found.problems()).containsExactly("Not known on a Mac without MacPorts: openjdk-17-jre");
        find(darwin, named("openjdk-8-jdk"));
        assertThat(mac.started).hasSize(4);
        mac.now = mac.now.plusSeconds(60);
        find(darwin, named("openjdk-8-jdk"));
        assertThat(mac.started)
                .containsExactly(
                        "/usr/libexec/java_home --failfast --version 1.8 --arch i386",
                        "/usr/libexec/java_home --failfast --version 1.8 --arch x86_64",
                        "/usr/libexec/java_home --failfast --version 1.7 --arch i386",
                        "/usr/libexec/java_home --failfast --version 1.7 --arch x86_64",
                        // Whether it has failed or there is none cannot be told apart.
                        "/usr/libexec/java_home --failfast --version 1.8 --arch i386");
    }
}
