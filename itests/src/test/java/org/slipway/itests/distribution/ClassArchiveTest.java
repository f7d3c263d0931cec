package org.slipway.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.itests.Project;

/** An installation keeps an archive of the classes that it needs, which every later start is faster by. */
class ClassArchiveTest {
    @TempDir
    Path temp;

    private User user;
    private Path installation;
    private Path feed;

    @BeforeEach
    void install() throws Exception {
        installation = temp.resolve("slipway");
        ClassArchives.settle(Project.distribution());
        String from = Project.distribution().toString();
        assertThat(new ProcessBuilder("cp", "-R", from, installation.toString())
                        .start()
                        .waitFor())
                .isZero();
        for (Path archive : ClassArchives.of(installation)) Files.delete(archive);
        user = new User(Files.createDirectory(temp.resolve("home")));
        feed = Files.writeString(temp.resolve("app.xml"), """
                <?xml version="1.0"?>
                <interface xmlns="http://zero-install.sourceforge.net/2004/injector/interface">
                  <name>hello</name>
                  <summary>says hello</summary>
                  <implementation id="." local-path="/bin" version="1">
                    <command name="run" path="echo"/>
                  </implementation>
                </interface>
                """);
    }

    private void says() throws Exception {
        Ended ended = user.type(installation.resolve("bin/slipway"), "run", "--refresh", feed, "hello");
        assertThat(ended).isEqualTo(new Ended(0, "hello\n", ""));
    }

    private void run() throws Exception {
        says();
        ClassArchives.settle(installation);
    }

    @Test
    void the_first_run_makes_it_and_whatever_comes_later_uses_it() throws Exception {
        run();
        assertThat(ClassArchives.of(installation)).hasSize(1);
        Path archive = ClassArchives.of(installation).get(0);
        ProcessBuilder builder =
                new ProcessBuilder(installation.resolve("bin/slipway").toString(), "slave", "2.6");
        builder.environment().put("ZEROINSTALL_PORTABLE_BASE", user.home().toString());
        Process slave = builder.start();
        try {
            Path maps = Path.of("/proc/" + slave.pid() + "/maps");
            Awaiting.until(() -> Files.readString(maps).contains(archive.toString()), "the archive being mapped");
        } finally {
            slave.destroyForcibly();
        }
    }

    /** Puts something else in the place of the one that a run has made. */
    private Path replaced(String with) throws Exception {
        run();
        Path archive = ClassArchives.of(installation).get(0);
        Files.delete(archive);
        return Files.writeString(archive, with);
    }

    @Test
    void one_from_before_an_update_and_what_a_killed_run_has_left_are_replaced() throws Exception {
        Path archive = replaced("old");
        Files.setLastModifiedTime(archive, FileTime.from(Instant.EPOCH));
        Files.writeString(archive.resolveSibling(archive.getFileName() + ".99999999"), "half");
        run();
        assertThat(ClassArchives.of(installation)).containsExactly(archive);
        assertThat(archive).isRegularFile().satisfies(it -> assertThat(Files.size(it))
                .isGreaterThan(1 << 20));
    }

    @Test
    void while_another_process_makes_one_nobody_else_does() throws Exception {
        Path archive = replaced("old");
        Path coming = Files.move(
                archive,
                archive.resolveSibling(
                        archive.getFileName() + "." + ProcessHandle.current().pid()));

        says();

        assertThat(ClassArchives.of(installation)).containsExactly(coming);
    }

    @Test
    void one_from_before_a_bundle_was_replaced_is_replaced() throws Exception {
        Path archive = replaced("old");
        try (Stream<Path> bundles = Files.list(installation.resolve("bundles"))) {
            Path one = bundles.filter(Files::isRegularFile).findFirst().orElseThrow();
            Files.setLastModifiedTime(archive, Files.getLastModifiedTime(one));
        }
        run();
        assertThat(Files.size(archive)).isGreaterThan(1 << 20);
    }

    @Test
    void one_of_other_jars_is_replaced_though_all_have_the_time_of_every_release() throws Exception {
        run();
        Path archive = ClassArchives.of(installation).get(0);
        try (Stream<Path> bundles = Files.list(installation.resolve("bundles"))) {
            Path one = bundles.filter(Files::isRegularFile).findFirst().orElseThrow();
            FileTime time = Files.getLastModifiedTime(one);
            Files.write(one, new byte[1], StandardOpenOption.APPEND);
            Files.setLastModifiedTime(one, time);
        }
        run();
        assertThat(ClassArchives.of(installation)).hasSize(1).doesNotContain(archive);
    }

    @Test
    void a_directory_that_a_class_path_cannot_name_is_named_in_the_message() throws Exception {
        Path other = Files.createDirectory(temp.resolve("with:colon")).resolve("slipway");
        Files.move(installation, other);

        Ended refused = user.type(other.resolve("bin/slipway"), "--version");

        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err())
                .isEqualTo("slipway: there must be no colon in the name of a directory that I am in: " + other + "\n");
    }

    @Test
    void a_first_run_that_has_no_room_for_it_runs_the_program() throws Exception {
        String script = "ulimit -f 8000; exec \"$0\" run --refresh \"$1\" hello";

        Ended ended = user.type(Path.of("/bin/sh"), "-c", script, installation.resolve("bin/slipway"), feed);

        assertThat(ended.status()).as(ended.toString()).isZero();
        assertThat(ended.out()).isEqualTo("hello\n");
        assertThat(ClassArchives.of(installation)).isEmpty();
    }

    @Test
    void who_wants_no_archive_gets_none() throws Exception {
        user.with("JAVA_TOOL_OPTIONS", "-Xshare:off");

        Ended ended = user.type(installation.resolve("bin/slipway"), "run", "--refresh", feed, "hello");

        assertThat(ended.status()).as(ended.toString()).isZero();
        assertThat(ended.out()).isEqualTo("hello\n");
        assertThat(ClassArchives.of(installation)).isEmpty();
    }

    @Test
    void a_damaged_one_is_passed_over() throws Exception {
        replaced("damaged");
        run();
    }
}
