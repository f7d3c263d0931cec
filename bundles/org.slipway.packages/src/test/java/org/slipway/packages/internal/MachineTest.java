package org.slipway.packages.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slipway.api.packages.PackageManager;
import org.slipway.api.packages.PackageManager.Presence;
import org.slipway.packages.internal.Machine.Distribution;

class MachineTest {
    private static final String DPKG = "var/lib/dpkg/status";
    private static final String OLD_RPM = "var/lib/rpm/Packages";
    private static final String NEW_RPM = "usr/lib/sysimage/rpm/rpmdb.sqlite";

    @TempDir
    Path base;

    private Recorded of(String os) throws IOException {
        return new Recorded(base, os);
    }

    private static void has(Recorded recorded, String database, String content) throws IOException {
        Path file = recorded.root.resolve(database);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private static List<PackageManager> all(Machine machine) {
        return List.of(
                new Arch(machine),
                new Rpm(machine),
                new MacPorts(machine),
                new Gentoo(machine),
                new Ports(machine),
                new Slackware(machine),
                new Darwin(machine),
                new Cygwin(machine),
                new HostPython(machine));
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, var/lib/pacman/local, ARCH",
        "Linux, var/lib/rpm/Packages, RPM",
        "Linux, var/lib/rpm/rpmdb.sqlite, RPM",
        "Linux, usr/lib/sysimage/rpm/Packages.db, RPM",
        "Linux, var/db/pkg/x, GENTOO",
        "FreeBSD, var/db/pkg/x, PORTS",
        "Linux, var/log/packages/x, SLACKWARE",
        "MacOSX, opt/local/var/macports/registry/registry.db, MACPORTS",
        "MacOSX, x, DARWIN",
        "Linux, x, UNKNOWN",
        "Cygwin, var/lib/dpkg/status, CYGWIN",
        "Windows, x, WINDOWS"
    })
    void a_distribution_is_known_by_its_database(String os, String database, Distribution distribution)
            throws Exception {
        Recorded recorded = of(os);
        has(recorded, database, "x");
        assertThat(recorded.machine().distribution()).isEqualTo(distribution);
    }

    @Test
    void on_debian_nobody_else_answers_and_nothing_is_started() throws Exception {
        Recorded debian = of("Linux")
                .with("arch")
                .with("gentoo")
                .with("slackware")
                .with("fedora")
                .answering("rpm", "fedora.rpm-qa");
        has(debian, DPKG, "Package: x\n");

        assertThat(all(debian.machine())).allSatisfy(manager -> {
            assertThat(manager.presence()).isEqualTo(Presence.ABSENT);
            assertThat(manager.databases()).isEmpty();
        });
        assertThat(debian.started).isEmpty();
    }

    @Test
    void an_empty_status_of_dpkg_makes_no_debian() throws Exception {
        Recorded recorded = of("Linux").with("slackware");
        has(recorded, DPKG, "");
        assertThat(recorded.machine().distribution()).isEqualTo(Distribution.SLACKWARE);
    }

    @Test
    void a_database_that_0install_does_not_know_decides_only_where_it_sees_none() throws Exception {
        Recorded recorded = of("Linux").with("gentoo");
        has(recorded, NEW_RPM, "x");
        assertThat(recorded.machine().distribution()).isEqualTo(Distribution.GENTOO);

        has(recorded, OLD_RPM, "x");
        assertThat(recorded.machine().distribution()).isEqualTo(Distribution.RPM);
        assertThat(recorded.machine().database()).contains(recorded.root.resolve(OLD_RPM));
    }

    @Test
    void what_would_make_it_another_distribution_is_to_be_watched_too() throws Exception {
        Recorded recorded = of("Linux").with("slackware");
        assertThat(new Slackware(recorded.machine()).databases())
                .contains(recorded.root.resolve(DPKG), recorded.root.resolve("var/log/packages"))
                .doesNotContain(recorded.root.resolve(NEW_RPM));
    }

    @Test
    void each_distribution_has_one_who_answers_for_it() throws Exception {
        for (String name : List.of("arch", "fedora", "suse", "gentoo", "slackware")) {
            Recorded recorded = new Recorded(base.resolve(name), "Linux").with(name);
            assertThat(all(recorded.machine()))
                    .as(name)
                    .filteredOn(manager -> manager.presence() == Presence.PRESENT)
                    .singleElement()
                    .satisfies(manager -> assertThat(manager.databases()).isNotEmpty());
        }
    }
}
