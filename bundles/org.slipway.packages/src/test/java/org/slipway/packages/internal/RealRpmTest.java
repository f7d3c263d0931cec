package org.slipway.packages.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.slipway.packages.internal.Recorded.ids;
import static org.slipway.packages.internal.Recorded.named;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** rpm itself, with a database of its own. */
class RealRpmTest {
    private static final Program SYSTEM = new SystemProgram();

    @TempDir
    Path base;

    private Recorded linux;
    private Path database;

    @BeforeEach
    void create() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/rpmbuild")), "skipped: needs rpmbuild");
        linux = new Recorded(base, "Linux");
        database = Files.createDirectories(linux.root.resolve("var/lib/rpm"));
    }

    private String run(String... command) throws Exception {
        return SYSTEM.ask(List.of(command)).orFailure();
    }

    private String rpm(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("rpm", "--dbpath", database.toString()));
        command.addAll(List.of(arguments));
        return run(command.toArray(String[]::new));
    }

    private String built(String name, String version) throws Exception {
        Path specification = base.resolve(name + ".spec");
        String head =
                "Name: " + name + "\nEpoch: 1\nVersion: " + version + "\nRelease: 3.fc39\nSummary: x\nLicense: x\n";
        Files.writeString(specification, head + "BuildArch: noarch\n%description\nx\n%files\n");
        run("rpmbuild", "--quiet", "--define", "_topdir " + base.resolve("top"), "-bb", specification.toString());
        return base.resolve("top/RPMS/noarch/" + name + "-" + version + "-3.fc39.noarch.rpm")
                .toString();
    }

    @Test
    void what_it_installs_and_removes_is_seen() throws Exception {
        rpm("--initdb");
        rpm("-i", "--justdb", "--nodeps", built("hello", "2.0~rc1"));
        Rpm manager = new Rpm(linux.machine(command -> {
            List<String> there = new ArrayList<>(command);
            there.addAll(List.of("--dbpath", database.toString()));
            return SYSTEM.ask(there);
        }));
        assertThat(ids(Recorded.find(manager, named("hello", "other"))))
                .containsExactly("package:rpm:hello:2.0-pre1-3.39:*");
        assertThat(linux.warnings).isEmpty();

        rpm("-e", "--justdb", "--nodeps", "hello");
        Path file = linux.machine().database().orElseThrow();
        // Within the same second it would not have to be noticed.
        Files.setLastModifiedTime(file, FileTime.from(Recorded.CHANGED));
        assertThat(ids(Recorded.find(manager, named("hello")))).isEmpty();
    }
}
