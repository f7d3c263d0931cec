package org.slipway.itests.distribution;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.testnet.DemoWorld;
import org.slipway.testnet.FeedText;
import org.slipway.testnet.Site;
import org.slipway.testnet.TestNet;
import org.slipway.testnet.Tree;

/** The built distribution runs programs from signed feeds, on the test net. */
class MainJobTest {
    @TempDir
    Path home;

    private final TestNet net = TestNet.start();
    private final DemoWorld world = DemoWorld.publish(net);
    private User user;

    @BeforeEach
    void arrive() throws IOException {
        user = new User(home).asking(net.keyInfo().uri());
    }

    @AfterEach
    void leave() {
        net.close();
    }

    private static void ran(Ended ended, String out) {
        assertThat(ended.out()).as(ended.toString()).isEqualTo(out);
        assertThat(ended.status()).as(ended.toString()).isZero();
    }

    private void needsTheReference() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/0install")), "skipped: needs 0install (package 0install-core)");
    }

    @Test
    void a_signed_feed_runs() throws Exception {
        ran(user.slipway("run", world.feed(), "-v", "an argument"), world.output() + "\n-v\nan argument\n");
        assertThat(net.keyInfo().paths()).containsExactly("/key/" + net.key().fingerprint());
    }

    @Test
    void a_second_run_asks_nobody_and_starts_neither_jetty_nor_bouncy_castle() throws Exception {
        ran(user.slipway("run", world.feed()), world.output() + "\n");
        List<Site> sites = List.of(net.feeds(), net.keyInfo(), net.mirror(), net.archives());
        sites.forEach(Site::forget);
        Path classes = home.resolve("classes");

        ran(user.slipway("run", world.feed()), world.output() + "\n");
        // With another option there is no launch plan. These variables count behind those of the program.
        user.with("_JAVA_OPTIONS", "-Xlog:class+init=info:file=" + classes);
        ran(user.slipway("run", "--version=1.1", world.feed()), world.output() + "\n");

        assertThat(sites).allSatisfy(site -> assertThat(site.paths()).isEmpty());
        assertThat(Files.readString(classes))
                .contains("org/slipway/")
                .doesNotContain("org/eclipse/jetty/", "org/bouncycastle/");
    }

    @Test
    void the_reference_finds_what_slipway_stored() throws Exception {
        needsTheReference();
        ran(user.slipway("run", world.feed()), world.output() + "\n");

        Path stored = home.resolve("cache/implementations").resolve(world.app().digest());
        Ended verified = user.reference("store", "verify", stored);
        assertThat(verified.status()).as(verified.toString()).isZero();
        Ended selected = user.reference("-c", "--offline", "select", world.feed());
        assertThat(selected.out()).as(selected.toString()).contains(stored.toString());
        ran(user.reference("-c", "--offline", "run", world.feed()), world.output() + "\n");
    }

    @Test
    void slipway_uses_what_the_reference_stored() throws Exception {
        needsTheReference();
        ran(user.reference("-c", "run", world.feed()), world.output() + "\n");
        net.feeds().forget();
        net.archives().forget();

        ran(user.slipway("run", world.feed()), world.output() + "\n");

        assertThat(net.feeds().paths()).isEmpty();
        assertThat(net.archives().paths()).isEmpty();
        Ended verified = user.slipway(
                "store",
                "verify",
                home.resolve("cache/implementations").resolve(world.library().digest()));
        assertThat(verified.status()).as(verified.toString()).isZero();
    }

    @Test
    void what_is_not_trusted_yet_can_be_refused_by_turning_automatic_approval_off() throws Exception {
        Ended off = user.slipway("config", "auto_approve_keys", "False");
        assertThat(off.status()).as(off.toString()).isZero();

        Ended ended = user.slipway("run", world.feed());

        assertThat(ended.status()).as(ended.toString()).isEqualTo(1);
        assertThat(ended.err()).contains(net.key().fingerprint());
        assertThat(home.resolve("cache/implementations")).doesNotExist();
    }

    @Test
    void it_works_through_symlinks_from_any_directory_and_by_the_names_of_the_reference() throws Exception {
        Path bin = Files.createDirectories(home.resolve("elsewhere"));
        Path link = Files.createSymbolicLink(bin.resolve("0install"), User.program());
        Path launch = Files.createSymbolicLink(bin.resolve("0launch"), bin.relativize(link));

        ran(user.type(link, "run", world.feed()), world.output() + "\n");
        ran(user.type(launch, world.feed(), "x"), world.output() + "\nx\n");
    }

    private URI program(String script) {
        String command = "<command name='run' path='run.sh'/>";
        return net.publish(
                "/own.xml",
                FeedText.of(
                        net.feeds().uri("/own.xml"),
                        "own",
                        net.release("1", Tree.EMPTY.executable("run.sh", "#!/bin/sh\n" + script), "/own.tar.gz")
                                .implementation("", command)));
    }

    @Test
    void its_exit_status_is_ours() throws Exception {
        assertThat(user.slipway("run", program("exit 42\n")).status()).isEqualTo(42);
    }

    @Test
    void it_is_our_process_and_no_jvm_stays_behind() throws Exception {
        URI feed = program("echo $$; cat /proc/$$/task/$$/children; kill -TERM $$\n");
        assertThat(user.slipway("run", feed).status()).isNotZero();

        Process process = new ProcessBuilder(
                        "env",
                        "HOME=" + home,
                        "ZEROINSTALL_PORTABLE_BASE=" + home,
                        User.program().toString(),
                        "run",
                        feed.toString())
                .start();
        List<String> lines = new String(process.getInputStream().readAllBytes())
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();

        assertThat(process.waitFor()).isEqualTo(128 + 15);
        assertThat(lines).hasSizeLessThanOrEqualTo(2);
        assertThat(lines.get(0)).isEqualTo(Long.toString(process.pid()));
    }

    @Test
    void stdin_belongs_to_the_program() throws Exception {
        Path input = Files.writeString(home.resolve("input"), "from stdin\n");
        List<String> command = List.of(
                "setsid",
                "-w",
                User.program().toString(),
                "run",
                program("cat\n").toString());

        ran(user.run(command, input), "from stdin\n");
    }

    @Test
    void files_that_the_caller_has_open_reach_the_program_under_their_numbers() throws Exception {
        Path three = Files.writeString(home.resolve("three"), "three\n");
        Path four = Files.writeString(home.resolve("four"), "four\n");
        URI feed = program(
                "cat <&3; cat <&4; for other in 5 6 7 8 9; do test ! -e /proc/$$/fd/$other || echo $other; done\n");
        String script = "exec \"$0\" run \"$1\" 3<'" + three + "' 4<'" + four + "' 5<&- 6<&- 7<&- 8<&- 9<&-";

        Ended ended = user.type(Path.of("/bin/sh"), "-c", script, User.program(), feed);

        assertThat(ended.out()).as(ended.toString()).isEqualTo("three\nfour\n");
    }

    @Test
    void a_closed_standard_error_is_closed_for_the_program_also_where_bash_is_the_shell() throws Exception {
        Path program = Files.writeString(home.resolve("which"), "#!/bin/sh\nreadlink /proc/$$/fd/2 || echo closed\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path feed = Files.writeString(home.resolve("local.xml"), """
                <interface xmlns="http://zero-install.sourceforge.net/2004/injector/interface">
                  <name>which</name>
                  <summary>says where its standard error goes</summary>
                  <implementation id="%1$s" local-path="%1$s" version="1" main="which"/>
                </interface>
                """.formatted(home));
        for (String shell : List.of("bash", "sh")) {
            try (Running running = user.startScript(shell + " \"$1\" run " + feed + " 2>&-")) {
                ran(running.await(), "closed\n");
            }
        }
    }

    @Test
    void bytes_that_are_no_utf_8_and_hostile_text_survive_in_arguments_and_environment() throws Exception {
        URI feed = program("printf '%s|' \"$@\" \"$ODD\" \"$LC_ALL\"\n");
        assertThat(user.slipway("run", feed).status()).isZero();
        Path raw = home.resolve("raw");
        Path script = home.resolve("script");
        String odd = "$'a\\377b \\'\"; $(id)\\n*'";
        Files.writeString(
                script,
                "export ODD=" + odd + " LC_ALL=POSIX\nexec \"$0\" run \"$1\" '' " + odd + " > '" + raw + "'\n",
                ISO_8859_1);

        Ended ended = user.type(Path.of("/bin/bash"), "-c", ". '" + script + "'", User.program(), feed);

        assertThat(ended.status()).as(ended.toString()).isZero();
        String text = "a\u00ffb '\"; $(id)\n*";
        assertThat(Files.readString(raw, ISO_8859_1)).isEqualTo("|" + text + "|" + text + "|POSIX|");
    }

    @Test
    void selections_and_local_feeds_can_be_run() throws Exception {
        ran(user.slipway("run", world.feed()), world.output() + "\n");
        Ended xml = user.slipway("select", "--xml", world.feed());
        assertThat(xml.status()).as(xml.toString()).isZero();
        Path selections = Files.writeString(home.resolve("selections.xml"), xml.out());

        ran(user.slipway("run", selections, "again"), world.output() + "\nagain\n");

        Path tree = Files.createDirectories(home.resolve("tree"));
        Path program = Files.writeString(tree.resolve("run.sh"), "#!/bin/sh\necho local \"$1\"\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Path feed = Files.writeString(home.resolve("local.xml"), """
                <interface xmlns="http://zero-install.sourceforge.net/2004/injector/interface">
                  <name>local</name><summary>local</summary>
                  <implementation id="." local-path="tree" version="1"><command name="run" path="run.sh"/></implementation>
                </interface>
                """);
        ran(user.slipway("run", feed, "x"), "local x\n");
        ran(user.slipway("run", "./local.xml", "y"), "local y\n");
    }
}
