package org.slipway.launcher.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.launch.Keeping;
import org.slipway.api.launch.LaunchPlan;
import org.slipway.api.launch.LaunchPlans;
import org.slipway.api.launch.Launcher;
import org.slipway.api.solver.Solver;
import org.slipway.launcher.internal.Planned.Told;

/** What a plan answers without a JVM, and what it leaves to one. */
class KeptPlansTest {
    private static final List<List<String>> SHELLS =
            List.of(List.of("dash"), List.of("bash", "--posix"), List.of("busybox", "sh"));
    private static final String OURS = "by the plan";

    @TempDir
    Path home;

    private Planned planned;
    private Path implementation;
    private int changes;

    @BeforeEach
    void an_application_that_is_here() throws Exception {
        planned = new Planned(home);
        implementation = Files.createDirectories(home.resolve("impl"));
        Planned.program(implementation.resolve("tell"), "#!/bin/sh\necho '" + OURS + "' \"$@\"\n");
        planned.selecting(document("<command name='run' path='tell'/>", ""));
    }

    private String document(String command, String inside) {
        return """
                <selections xmlns="http://zero-install.sourceforge.net/2004/injector/interface"
                    interface="http://example.com/app.xml" command="run">
                  <selection id="app" local-path="%s" version="1" interface="http://example.com/app.xml">
                    %s
                    %s
                  </selection>
                </selections>
                """.formatted(home.resolve("impl"), command, inside);
    }

    private void launches(Told told) {
        assertThat(told.askedJvm()).as(told.toString()).isFalse();
        assertThat(told.output()).startsWith(OURS);
    }

    @Test
    void plans_tell_when_they_were_last_used() throws Exception {
        assertThat(planned.plans().kept()).isEmpty();
        planned.keepUri();
        LaunchPlans.Kept made = planned.plans().kept().get(0);
        assertThat(made.file()).isEqualTo(planned.planFile());
        assertThat(made.entries()).isEmpty();
        Instant now = planned.now();
        assertThat(made.lastUse()).isBetween(now.minusSeconds(60), now);
        backdate(made.file().getParent());
        assertThat(planned.plans().kept().get(0).lastUse()).isBefore(now.minusSeconds(60));

        launches(planned.run(List.of("dash"), Planned.URI.text()));

        assertThat(planned.plans().kept().get(0).lastUse()).isAfterOrEqualTo(now);
        planned.keep();
        planned.plans().forget(planned.app);
        assertThat(planned.plans().kept()).hasSize(1);
    }

    private static void backdate(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(path -> path.endsWith("seal") || path.endsWith("now"))
                    .toList()) Planned.old(file);
        }
    }

    private void asks(String why, Told told) {
        assertThat(told.askedJvm()).as(why + ": " + told).isTrue();
        assertThat(told.output()).as(why).doesNotContain(OURS);
    }

    private Told run() throws Exception {
        return planned.run(List.of("dash"));
    }

    @Test
    void an_application_is_launched_without_a_jvm_under_every_shell() throws Exception {
        assertThat(planned.keep()).isInstanceOf(Keeping.Kept.class);
        for (List<String> shell : SHELLS) {
            Told told = planned.run(shell, "a b".getBytes(UTF_8), new byte[0]);
            launches(told);
            assertThat(told.output()).isEqualTo(OURS + " a b \n");
        }
    }

    @Test
    void an_interface_is_launched_by_its_uri_and_by_nothing_else() throws Exception {
        assertThat(planned.keepUri()).isInstanceOf(Keeping.Kept.class);
        launches(planned.run(List.of("dash"), "http://example.com/app.xml"));
        for (String other : List.of(
                "http://example.com//app.xml",
                "http://example.com/./app.xml",
                "http://example.com/x/../app.xml",
                "https://example.com/app.xml",
                "http://example.com/app.xml/",
                "http:/example.com/app.xml")) asks(other, planned.run(List.of("dash"), other));
    }

    @Test
    void a_local_feed_is_launched_by_any_path_that_leads_to_it() throws Exception {
        Path feed = Planned.old(Files.writeString(home.resolve("feed.xml"), "<interface/>"));
        planned.feedFiles.add(feed);
        assertThat(planned.keepFile(feed)).isInstanceOf(Keeping.Kept.class);
        for (String word : List.of("feed.xml", "./feed.xml", feed.toString()))
            launches(planned.run(List.of("dash"), word));
        asks("another file", planned.run(List.of("dash"), "other.xml"));
        Files.createDirectories(home.resolve("config/apps/feed.xml"));
        asks("an application of that name", planned.run(List.of("dash"), "feed.xml"));
    }

    /** What is done to something that the plan depends on. */
    private interface Change {
        void make() throws Exception;
    }

    private void isNoticed(String what, Change change) throws Exception {
        assertThat(planned.keep()).as(what).isInstanceOf(Keeping.Kept.class);
        launches(run());
        change.make();
        List<String> shell = SHELLS.get(changes++ % SHELLS.size());
        asks(what + " under " + shell, planned.run(shell));
    }

    private static void touch(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_800_000_000)));
    }

    @Test
    void whatever_is_touched_asks_the_jvm() throws Exception {
        Path feed = Planned.old(Files.writeString(home.resolve("feed"), "<interface/>"));
        planned.feedFiles.add(feed);
        Path preferences = Planned.old(Files.writeString(home.resolve("preferences"), ""));
        Path config = Files.createDirectories(home.resolve("config/injector"));
        List<Path> inputs = new ArrayList<>(List.of(
                feed,
                preferences,
                planned.app.directory().resolve("selections.xml"),
                planned.app.directory().resolve("requirements.json"),
                planned.installed.resolve("bin/slipway"),
                planned.installed.resolve("bundles"),
                planned.installed.resolve("bundles/org.slipway.launcher-1.jar")));
        for (String name : List.of("global", "slipway", "trustdb.xml", "trust-policy", "implementation-dirs"))
            inputs.add(Planned.old(Files.writeString(config.resolve(name), "")));
        for (Path input : inputs) {
            isNoticed("later " + input, () -> touch(input));
            Planned.old(input);
            isNoticed(
                    "earlier " + input,
                    () -> Files.setLastModifiedTime(input, FileTime.from(Instant.ofEpochSecond(1_000_000_000))));
            Planned.old(input);
        }
    }

    /** As {@code cp -p}, {@code tar} and installations that are the same each time do it. */
    @Test
    void a_file_in_the_place_of_another_asks_the_jvm_though_it_is_as_old() throws Exception {
        Path target = Planned.old(Files.writeString(home.resolve("target"), "<interface/>"));
        Path feed = Files.createSymbolicLink(home.resolve("feed"), Path.of("target"));
        planned.feedFiles.add(feed);
        for (Path input : List.of(
                target,
                feed,
                Planned.old(Files.writeString(home.resolve("preferences"), "")),
                planned.app.directory().resolve("selections.xml"),
                planned.installed.resolve("bundles/org.slipway.launcher-1.jar"))) {
            Path other = Planned.old(Files.writeString(home.resolve("other"), "<other/>"));
            isNoticed("another " + input, () -> Files.move(other, input, StandardCopyOption.REPLACE_EXISTING));
            Planned.old(input.getParent());
        }
    }

    @Test
    void whatever_is_deleted_asks_the_jvm() throws Exception {
        Path feed = home.resolve("feed");
        planned.feedFiles.add(feed);
        for (Path input : List.of(
                feed,
                home.resolve("preferences"),
                home.resolve("config/injector/global"),
                planned.app.directory().resolve("selections.xml"),
                implementation.resolve("tell"))) {
            if (!Files.exists(input)) {
                Files.createDirectories(input.getParent());
                Planned.old(Files.writeString(input, ""));
            }
            Path aside = home.resolve("aside");
            isNoticed("without " + input, () -> Files.move(input, aside));
            Files.move(aside, input);
            launches(run());
        }
    }

    @Test
    void whatever_appears_asks_the_jvm() throws Exception {
        planned.found.add(home.resolve("data/native_feeds/x"));
        for (Path input : List.of(
                home.resolve("preferences"),
                home.resolve("config/injector/global"),
                home.resolve("config/injector/trustdb.xml"),
                home.resolve("data/slipway/plugins"),
                home.resolve("data/native_feeds/x"))) {
            isNoticed("with " + input, () -> {
                Files.createDirectories(input.getParent());
                Planned.old(Files.writeString(input, ""));
            });
            Files.delete(input);
        }
    }

    @Test
    void a_program_that_cannot_be_executed_any_more_asks_the_jvm() throws Exception {
        Path tell = implementation.resolve("tell");
        isNoticed("no right", () -> tell.toFile().setExecutable(false));
        Path interpreter = Files.copy(Path.of("/bin/sh"), home.resolve("interpreter"));
        Planned.program(tell, "#!" + interpreter + "\necho '" + OURS + "'\n");
        isNoticed("no interpreter", () -> Files.delete(interpreter));
    }

    @Test
    void a_lost_implementation_asks_the_jvm() throws Exception {
        isNoticed("no implementation", () -> Files.move(implementation, home.resolve("elsewhere")));
    }

    @Test
    void a_native_package_of_another_time_asks_the_jvm() throws Exception {
        Path file = Planned.old(Files.writeString(home.resolve("quick"), ""));
        planned.selecting("""
                <selections xmlns="http://zero-install.sourceforge.net/2004/injector/interface"
                    interface="http://example.com/app.xml" command="run">
                  <selection id="package:deb:x:1:x86_64" version="1" interface="http://example.com/app.xml"
                      from-feed="distribution:http://example.com/app.xml" quick-test-file="%s" quick-test-mtime="1">
                    <command name="run" path="%s"/>
                  </selection>
                </selections>
                """.formatted(file, implementation.resolve("tell")));
        isNoticed("another package", () -> touch(file));
    }

    @Test
    void a_changed_package_database_asks_the_jvm() throws Exception {
        Path database = Planned.old(Files.writeString(home.resolve("status"), ""));
        planned.managers = List.of(new OneDatabase(database));
        assertThat(planned.keepUri()).isInstanceOf(Keeping.Kept.class);
        launches(planned.run(List.of("dash"), Planned.URI.text()));
        touch(database);
        asks("installed", planned.run(List.of("dash"), Planned.URI.text()));
    }

    @Test
    void where_a_plug_in_has_a_say_the_jvm_is_asked_each_time() throws Exception {
        planned.sources = List.of(uri -> List.of());
        assertThat(planned.keepUri()).isInstanceOf(Keeping.Refused.class);
    }

    @Test
    void a_plug_in_that_comes_or_changes_asks_the_jvm() throws Exception {
        Path folder = Files.createDirectories(home.resolve("plugs"));
        Path own = Files.createDirectories(home.resolve("data/slipway/plugins"));
        planned.with("SLIPWAY_PLUGINS", folder.toString());
        for (Path plugIns : List.of(folder, own)) {
            Path jar = plugIns.resolve("x.jar");
            Planned.old(plugIns);
            isNoticed("a new plug-in in " + plugIns, () -> Files.writeString(jar, ""));
            Planned.old(jar);
            Planned.old(plugIns);
            isNoticed("another plug-in in " + plugIns, () -> touch(jar));
            Planned.old(jar);
        }
    }

    @Test
    void where_a_plug_in_solves_or_launches_the_jvm_is_asked_each_time() throws Exception {
        Launcher ours = new Bench(home).launcher();
        Solver sat = (requirements, snapshot) -> {
            throw new UnsupportedOperationException();
        };
        planned.launchers = List.of(ours);
        planned.solvers = List.of(sat);
        assertThat(planned.keep()).isInstanceOf(Keeping.Kept.class);

        planned.launchers = List.of(ours, (selections, options) -> new LaunchPlan("exec sandbox"));
        assertThat(planned.keep()).isInstanceOf(Keeping.Refused.class);
        assertThat(planned.keepUri()).isInstanceOf(Keeping.Refused.class);

        planned.launchers = List.of(ours);
        planned.solvers = List.of(sat, (requirements, snapshot) -> sat.solve(requirements, snapshot));
        assertThat(planned.keep()).isInstanceOf(Keeping.Refused.class);
        assertThat(planned.keepUri()).isInstanceOf(Keeping.Refused.class);
    }

    @Test
    void other_variables_that_decide_where_files_are_ask_the_jvm() throws Exception {
        for (String name : List.of("LANG", "LC_ALL", "LC_MESSAGES", "LANGUAGE", "XDG_DATA_DIRS", "XDG_CONFIG_HOME")) {
            isNoticed(name + " set", () -> planned.with(name, "/x"));
            isNoticed(name + " empty", () -> planned.with(name, ""));
            isNoticed(name + " unset", () -> planned.without(name));
        }
        isNoticed("another home", () -> planned.with("HOME", "/"));
        planned.with("HOME", home.toString());
        isNoticed("another base", () -> planned.with("ZEROINSTALL_PORTABLE_BASE", home + "/."));
    }

    @Test
    void without_a_home_the_jvm_is_asked() throws Exception {
        planned.keep();
        planned.without("HOME").without("ZEROINSTALL_PORTABLE_BASE");
        asks("no home", run());
    }

    @Test
    void another_installation_asks_its_own_jvm() throws Exception {
        planned.keep();
        Path other = home.resolve("other");
        Files.createDirectories(other.resolve("bin"));
        Files.copy(
                planned.installed.resolve("bin/slipway"),
                other.resolve("bin/slipway"),
                StandardCopyOption.COPY_ATTRIBUTES);
        Process process = new ProcessBuilder(
                        "env",
                        "HOME=" + home,
                        "ZEROINSTALL_PORTABLE_BASE=" + home,
                        "SLIPWAY_JAVA=" + home.resolve("jdk/bin/java"),
                        other + "/bin/slipway",
                        "run",
                        Planned.NAME)
                .redirectErrorStream(true)
                .start();
        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8)).doesNotContain(OURS);
    }

    /** Made on one day, as what is built anew from the same source may be. */
    @Test
    void an_update_in_the_place_of_the_program_asks_its_own_jvm() throws Exception {
        isNoticed("an update", () -> {
            Path program = planned.installed.resolve("bin/slipway");
            Path next = Files.createDirectories(planned.installed.resolve("versions/sha1new=1/bin"))
                    .resolve("slipway");
            Files.move(program, next);
            Files.createSymbolicLink(program, next);
        });
    }

    @Test
    void a_plan_cut_off_anywhere_launches_nothing_wrong() throws Exception {
        planned.selecting(document("<command name='run' path='tell'><arg>first</arg><arg>second</arg></command>", ""));
        planned.keep();
        Path plan = planned.planFile();
        byte[] whole = Files.readAllBytes(plan);
        FileTime time = Files.getLastModifiedTime(plan);
        for (int length = whole.length - 1; length > 0; length -= 1 + length / 60) {
            Files.write(plan, java.util.Arrays.copyOf(whole, length));
            asks("cut off after " + length, run());
            // Even where somebody gives it the time that it had.
            Files.setLastModifiedTime(plan, time);
            Told told = run();
            if (!told.askedJvm()) assertThat(told.output()).isEqualTo(OURS + " first second\n");
        }
    }

    @Test
    void an_edited_plan_is_not_believed() throws Exception {
        isNoticed(
                "edited",
                () -> Files.writeString(planned.planFile(), "_slipway_plan() { echo " + OURS + "; exit; }\n"));
    }

    @Test
    void a_plan_without_its_seal_or_its_twins_is_not_believed() throws Exception {
        isNoticed("no seal", () -> Files.delete(planned.planFile().resolveSibling("=seal")));
        isNoticed("no twins", () -> {
            try (Stream<Path> all = Files.list(planned.planFile().getParent())) {
                PlanDirectory.delete(all.filter(path -> path.toString().contains("=twins-"))
                        .findFirst()
                        .orElseThrow());
            }
        });
    }

    @Test
    void planted_plans_are_not_evaluated() throws Exception {
        planned.keep();
        Path plan = planned.planFile();
        Path elsewhere = Files.writeString(home.resolve("planted"), "echo planted; exit\n");
        Files.setLastModifiedTime(elsewhere, Files.getLastModifiedTime(plan));
        Files.delete(plan);
        Files.createSymbolicLink(plan, elsewhere);
        assertThat(run().output()).doesNotContain("planted");
    }

    @Test
    void a_link_in_place_of_the_directory_of_plans_is_not_followed() throws Exception {
        planned.keep();
        Path root = home.resolve("cache/injector/slipway-plans");
        Files.move(root, home.resolve("moved"));
        Files.createSymbolicLink(root, home.resolve("moved"));
        asks("a link", run());
        assertThat(planned.plans().keep(planned.app, planned.app.selections().orElseThrow(), planned.loop.scope()))
                .satisfies(keeping -> {
                    planned.loop.run();
                    assertThat(keeping.getFailure()).isInstanceOf(IOException.class);
                });
    }

    @Test
    void directories_that_others_can_write_get_no_plans() throws Exception {
        Path cache = Files.createDirectories(home.resolve("cache"));
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));
        var keeping = planned.plans().keep(planned.app, planned.app.selections().orElseThrow(), planned.loop.scope());
        planned.loop.run();
        assertThat(keeping.getFailure()).hasMessageContaining("others can write to " + cache);
    }

    @Test
    void attack_a_directory_that_is_anothers_gets_no_plans() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "skipped: only root can give it away");
        Path cache = Files.createDirectories(home.resolve("cache"));
        UserPrincipal nobody =
                cache.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
        Files.setOwner(cache, nobody);
        var keeping = planned.plans().keep(planned.app, planned.app.selections().orElseThrow(), planned.loop.scope());
        planned.loop.run();
        assertThat(keeping.getFailure()).hasMessage(cache + " belongs to nobody");
    }

    @Test
    void attack_a_link_that_others_can_replace_gets_no_plans() throws Exception {
        Path open = Files.createDirectories(home.resolve("open"));
        Files.createSymbolicLink(open.resolve("link"), Files.createDirectories(home.resolve("real")));
        Files.createSymbolicLink(home.resolve("cache"), open.resolve("link"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        var keeping = planned.plans().keep(planned.app, planned.app.selections().orElseThrow(), planned.loop.scope());
        planned.loop.run();
        assertThat(keeping.getFailure()).hasMessageContaining("others can write to " + open);
    }

    @Test
    void in_anothers_home_nothing_is_made() throws Exception {
        assumeTrue(Files.getOwner(home).getName().equals("root"), "only root can make files another's");
        Path cache = Files.createDirectories(home.resolve("cache"));
        var nobody = home.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
        Files.setOwner(cache, nobody);
        for (Path made : List.of(cache, cache.resolve("injector/slipway-plans"))) {
            Files.createDirectories(made);
            Files.setOwner(made, nobody);
            var keeping =
                    planned.plans().keep(planned.app, planned.app.selections().orElseThrow(), planned.loop.scope());
            planned.loop.run();
            assertThat(keeping.getFailure()).isInstanceOf(IOException.class);
            assertThat(made).isEmptyDirectory();
        }
    }

    @Test
    void plans_are_private_files_in_private_directories() throws Exception {
        Files.createDirectories(home.resolve("cache"));
        planned.keep();
        Path root = home.resolve("cache/injector/slipway-plans");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(planned.planFile())))
                .isEqualTo("rw-------");
    }

    @Test
    void words_that_lead_out_of_the_directory_of_plans_are_not_looked_for() throws Exception {
        planned.keep();
        for (String word : List.of("../app/tool", "x/../tool", "tool/.", "./tool", "..", "-x", ""))
            asks(word, planned.run(List.of("dash"), word));
    }

    @Test
    void options_of_run_ask_the_jvm() throws Exception {
        planned.keep();
        asks("an option", planned.run(List.of("dash"), "--refresh", Planned.NAME.getBytes(UTF_8)));
    }

    @Test
    void what_changes_while_a_plan_is_made_prevents_it() throws Exception {
        planned.changing(() -> {
            try {
                planned.selecting(document("<command name='run' path='tell'><arg>new</arg></command>", ""));
            } catch (Exception impossible) {
                throw new IllegalStateException(impossible);
            }
        });
        assertThat(planned.keep()).isInstanceOf(Keeping.Refused.class);
        asks("no plan", run());
    }

    @Test
    void of_two_that_make_a_plan_at_once_one_has_it() throws Exception {
        for (boolean later : new boolean[] {true, false}) {
            var selections = planned.app.selections().orElseThrow();
            planned.plans().keep(planned.app, selections, planned.loop.scope());
            if (later) planned.loop.run();
            planned.plans().keep(planned.app, selections, planned.loop.scope());
            planned.loop.run();
            planned.loop.advance(Duration.ofSeconds(1));
            launches(run());
        }
    }

    @Test
    void a_variable_that_no_shell_can_read_prevents_a_plan() throws Exception {
        planned.selecting(document(
                "<command name='run' path='tell'><arg>${a.b}</arg></command>",
                "<environment name='c.d' value='x' mode='append'/>"));
        planned.with("a.b", "1");
        assertThat(planned.keep()).isInstanceOfSatisfying(Keeping.Refused.class, refused -> assertThat(refused.why())
                .contains("a.b", "c.d"));
    }

    @Test
    void when_news_is_due_it_is_launched_at_once_and_the_look_for_news_is_detached() throws Exception {
        planned.lastChecked = Optional.of(planned.now().minus(Duration.ofDays(31)));
        planned.keep();
        Planned.program(
                home.resolve("jdk/bin/java"),
                "#!/bin/sh\n: the JVM looks for news\nprintf '%s ' \"$@\" >'" + home + "/news.part'\nmv '" + home
                        + "/news.part' '" + home + "/news'\n");
        Told told = run();
        assertThat(told.output()).startsWith(OURS);
        String news = awaited(home.resolve("news"));
        assertThat(news).contains("_update-bg -- app " + planned.app.directory());
        planned.plans().renew(planned.app);
    }

    @Test
    void one_look_for_news_at_a_time() throws Exception {
        planned.lastChecked = Optional.of(planned.now().minus(Duration.ofDays(31)));
        planned.keep();
        Path gate = home.resolve("gate");
        assertThat(new ProcessBuilder("mkfifo", gate.toString()).start().waitFor())
                .isZero();
        Planned.program(
                home.resolve("jdk/bin/java"),
                "#!/bin/sh\necho look >>'" + home + "/looks'\nread -r x <'" + gate + "'\n");
        Path looks = home.resolve("looks");
        for (List<String> shell : SHELLS) launches(planned.run(shell));
        awaited(looks);
        Path asked;
        try (Stream<Path> all = Files.walk(planned.planFile().getParent())) {
            asked = all.filter(path -> path.endsWith("asked")).findFirst().orElseThrow();
        }
        assertThat(Files.readString(looks)).isEqualTo("look\n");
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Files.writeString(asked, gone.pid() + "\n");
        for (List<String> shell : SHELLS) launches(planned.run(shell));
        Files.writeString(gate, "\n\n");
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (Files.readAllLines(looks).size() < 2 && System.nanoTime() < end) Thread.onSpinWait();
        assertThat(Files.readAllLines(looks)).hasSize(2);
    }

    /** Written by a process that nobody waits for. */
    private static String awaited(Path file) throws IOException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (file.toFile().length() == 0 && System.nanoTime() < end) Thread.onSpinWait();
        return Files.readString(file);
    }

    @Test
    void as_long_as_it_is_fresh_nothing_is_started_and_never_means_never() throws Exception {
        planned.settings.freshness = Duration.ZERO;
        planned.lastChecked = Optional.empty();
        planned.keep();
        launches(run());
        assertThat(home.resolve("asked")).doesNotExist();
    }

    @Test
    void a_clock_that_was_put_back_asks_the_jvm() throws Exception {
        planned.keep();
        try (Stream<Path> all = Files.walk(planned.planFile().getParent())) {
            touch(all.filter(path -> path.endsWith("seal")).findFirst().orElseThrow());
        }
        asks("the clock is behind", run());
    }

    @Test
    void a_home_that_cannot_be_written_asks_the_jvm() throws Exception {
        planned.keep();
        try (Stream<Path> all = Files.walk(planned.planFile().getParent())) {
            Files.createDirectory(all.filter(path -> path.endsWith("seal"))
                    .findFirst()
                    .orElseThrow()
                    .resolveSibling("now"));
        }
        Told told = run();
        asks("no clock", told);
    }

    @Test
    void a_forgotten_plan_asks_the_jvm() throws Exception {
        isNoticed("forgotten", () -> planned.plans().forget(planned.app));
    }

    @Test
    void a_launcher_of_an_executable_binding_that_was_changed_asks_the_jvm() throws Exception {
        planned.selecting(document("<command name='run' path='tell'/>", "<executable-in-path name='other'/>"));
        planned.keep();
        Path launcher;
        try (Stream<Path> all = Files.walk(home.resolve("cache/injector"))) {
            launcher =
                    all.filter(path -> path.endsWith("other/other")).findFirst().orElseThrow();
        }
        Planned.old(launcher);
        isNoticed("changed launcher", () -> touch(launcher));
    }

    @Test
    void what_has_only_just_changed_is_planned_the_next_time() throws Exception {
        Path whole = Files.writeString(home.resolve("feed"), "");
        planned.feedFiles.add(whole);
        // Ahead, so that it is young however long the rest takes.
        Instant second = planned.now().plusSeconds(600).truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
        Files.setLastModifiedTime(whole, FileTime.from(second));
        assertThat(planned.keep()).isEqualTo(new Keeping.Refused("something that it depends on has only just changed"));
    }
}
