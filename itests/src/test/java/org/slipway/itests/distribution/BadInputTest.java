package org.slipway.itests.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.testnet.Archives;
import org.slipway.testnet.Fault;
import org.slipway.testnet.FeedSigner;
import org.slipway.testnet.FeedText;
import org.slipway.testnet.Release;
import org.slipway.testnet.SigningKey;
import org.slipway.testnet.TestNet;
import org.slipway.testnet.Tree;

/** Bad input ends with status 1, a message of one screen that says what and why, and nothing changed. */
class BadInputTest {
    private static final int SCREEN = 24;
    private static final String RUN = "<command name='run' path='run.sh'/>";
    private static final Tree TREE = Tree.EMPTY.executable("run.sh", "#!/bin/sh\necho it ran\n");

    @TempDir
    Path home;

    private final TestNet net = TestNet.start();
    private User user;

    @BeforeEach
    void arrive() throws IOException {
        user = new User(home).asking(net.keyInfo().uri());
    }

    @AfterEach
    void leave() {
        net.close();
    }

    private URI uri(String path) {
        return net.feeds().uri(path);
    }

    private String feed(String path) {
        return FeedText.of(
                uri(path), "app", net.release("1", TREE, "/app.tar.gz").implementation("", RUN));
    }

    /** So that what happens to a bad feed of the same publisher is not about keys. */
    private void trustsThePublisher() throws Exception {
        Ended select = user.slipway("--console", "select", net.publish("/good.xml", feed("/good.xml")));
        assertThat(select.status()).as(select.toString()).isZero();
    }

    /** Runs a feed that is not to be run. */
    private void refuses(Object feed, String... reasons) throws Exception {
        refusesTyped(List.of("--console", "run", feed), reasons);
    }

    private void refusesTyped(List<Object> arguments, String... reasons) throws Exception {
        Map<String, String> before = user.belongings();
        Ended ended = user.slipway(arguments.toArray());
        refused(ended, reasons);
        assertThat(user.belongings()).as(ended.toString()).isEqualTo(before);
    }

    private static void refused(Ended ended, String... reasons) {
        assertThat(ended.status()).as(ended.toString()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .containsIgnoringCase(reasons[0])
                .doesNotContain("Exception", "\tat ", "java.")
                .doesNotContainPattern("[\\x00-\\x08\\x0b-\\x1f]");
        for (String reason : reasons) assertThat(ended.err()).containsIgnoringCase(reason);
        assertThat(ended.err().lines().count()).as(ended.err()).isBetween(1L, (long) SCREEN);
    }

    @Test
    void a_feed_that_is_not_xml() throws Exception {
        URI uri = net.publish("/x.xml", "this is < no XML\n");
        refuses(uri, uri.toString(), "XML");
    }

    @Test
    void a_document_that_is_not_a_feed() throws Exception {
        trustsThePublisher();
        URI uri = net.publish("/x.xml", "<?xml version='1.0'?>\n<html uri='" + uri("/x.xml") + "'/>\n");
        refuses(uri, uri.toString(), "html");
    }

    @Test
    void a_feed_without_signature() throws Exception {
        net.feeds().put("/x.xml", feed("/x.xml"));
        refuses(uri("/x.xml"), uri("/x.xml").toString(), "sign");
    }

    @Test
    void a_feed_with_a_tampered_byte() throws Exception {
        trustsThePublisher();
        URI uri = net.publish("/x.xml", feed("/x.xml"));
        int name = new String(net.feeds().get("/x.xml"), UTF_8).indexOf("<name>app");
        net.feeds().fault("/x.xml", Fault.wrongByte(name + 7));
        refuses(uri, uri.toString(), "signature");
    }

    @Test
    void a_feed_signed_with_an_unknown_key_and_nobody_to_ask() throws Exception {
        SigningKey unknown = SigningKey.ed25519("Mallory", Instant.parse("2023-01-01T00:00:00Z"));
        net.publishKey(unknown);
        net.vote(unknown, "bad", "Never heard of");
        net.feeds().put("/x.xml", FeedSigner.sign(feed("/x.xml"), Instant.now(), unknown));

        Ended ended = user.slipway("--console", "run", uri("/x.xml"));

        refused(ended, uri("/x.xml").toString(), unknown.fingerprint(), "trust");
        assertThat(home.resolve("config/injector/trustdb.xml")).doesNotExist();
        assertThat(home.resolve("cache/interfaces"))
                .satisfiesAnyOf(cache -> assertThat(cache).doesNotExist(), cache -> assertThat(cache)
                        .isEmptyDirectory());
    }

    @Test
    void a_feed_whose_key_is_nowhere() throws Exception {
        SigningKey unknown = SigningKey.ed25519("Mallory", Instant.parse("2023-01-01T00:00:00Z"));
        net.feeds().put("/x.xml", FeedSigner.sign(feed("/x.xml"), Instant.now(), unknown));
        refuses(uri("/x.xml"), uri("/x.xml").toString(), unknown.keyId());
    }

    @Test
    void a_feed_that_says_it_is_another() throws Exception {
        URI uri = net.publish("/x.xml", feed("/other.xml"));
        Ended ended = user.slipway("--console", "run", uri);
        refused(ended, uri.toString(), uri("/other.xml").toString());
        assertThat(home.resolve("cache/implementations")).doesNotExist();
    }

    @Test
    void a_feed_that_is_not_there() throws Exception {
        refuses(uri("/nothing.xml"), uri("/nothing.xml").toString(), "404");
    }

    @Test
    void a_feed_to_add_that_is_not_there() throws Exception {
        refusesTyped(
                List.of("add-feed", uri("/nothing.xml")), uri("/nothing.xml").toString(), "404");
    }

    @Test
    void a_feed_that_is_not_cached_when_the_network_is_not_to_be_used() throws Exception {
        refusesTyped(List.of("run", "--offline", uri("/x.xml")), uri("/x.xml").toString(), "leave out --offline");
    }

    @Test
    void a_host_that_does_not_resolve() throws Exception {
        refuses("http://no-such-host.invalid/x.xml", "no-such-host.invalid");
    }

    @Test
    void a_connection_that_is_refused() throws Exception {
        URI nobody = net.nobody("/x.xml");
        refuses(nobody, nobody.toString(), "refused");
    }

    @Test
    void a_redirect_to_a_file() throws Exception {
        net.feeds().fault("/x.xml", Fault.redirect("file:///etc/passwd"));
        refuses(uri("/x.xml"), uri("/x.xml").toString(), "file:");
    }

    /** The feed is good; what it names is not good. */
    private void refusesArchiveOf(String implementation, String... reasons) throws Exception {
        URI uri = net.publish("/x.xml", FeedText.of(uri("/x.xml"), "app", implementation));
        Path store = Files.createDirectories(home.resolve("cache/implementations"));
        refused(user.slipway("--console", "run", uri), reasons);
        try (Stream<Path> entries = Files.list(store)) {
            assertThat(entries).allMatch(entry -> entry.endsWith(".slipway.lock"));
        }
    }

    @Test
    void an_archive_that_is_too_long() throws Exception {
        Release release = net.release("1", TREE, "/app.tar.gz");
        net.archives().fault("/app.tar.gz", Fault.longer(1));
        refusesArchiveOf(release.implementation("", RUN), release.href().toString(), "" + release.archive().length);
    }

    @Test
    void an_archive_that_is_too_long_and_does_not_say_how_long() throws Exception {
        Release release = net.release("1", TREE, "/app.tar.gz");
        net.archives().fault("/app.tar.gz", Fault.endless());
        refusesArchiveOf(release.implementation("", RUN), release.href().toString());
    }

    @Test
    void an_archive_that_is_too_short() throws Exception {
        Release release = net.release("1", TREE, "/app.tar.gz");
        net.archives().fault("/app.tar.gz", Fault.shorter(1));
        refusesArchiveOf(release.implementation("", RUN), release.href().toString(), "" + release.archive().length);
    }

    @Test
    void an_archive_that_breaks_off() throws Exception {
        Release release = net.release("1", TREE, "/app.tar.gz");
        net.archives().fault("/app.tar.gz", Fault.truncate(20));
        refusesArchiveOf(release.implementation("", RUN), release.href().toString());
    }

    @Test
    void an_archive_with_another_digest() throws Exception {
        Release wanted = net.release("1", TREE, "/app.tar");
        Tree other = Tree.EMPTY.executable("run.sh", "#!/bin/sh\necho it rxn\n");
        net.archives().put("/app.tar", Archives.tar(other, ""));
        refusesArchiveOf(wanted.implementation("", RUN), wanted.digest(), "digest");
    }

    @Test
    void an_archive_with_a_directory_around_the_wanted_tree_names_the_first_path_that_differs() throws Exception {
        Release wanted = net.release("1", TREE, "/app.tar");
        net.archives().put("/app.tar", Archives.tar(TREE, "app-1"));
        refusesArchiveOf(wanted.implementation("", RUN), wanted.digest(), "first difference: added: /app-1/");
    }

    @Test
    void an_archive_that_is_none() throws Exception {
        Release release = net.release("1", TREE, "/app.tar.gz");
        net.archives().put("/app.tar.gz", "x".repeat(release.archive().length));
        refusesArchiveOf(release.implementation("", RUN), "app.tar.gz");
    }

    @Test
    void an_archive_of_unknown_type() throws Exception {
        Release release = net.release("1", TREE, "/app.tar.gz");
        String implementation = release.implementation("", RUN).replace(release.type(), "application/x-stuffit");
        refusesArchiveOf(implementation, "application/x-stuffit");
    }

    @Test
    void an_archive_with_a_path_that_leaves_the_tree() throws Exception {
        Release release = net.release("1", TREE.file("../outside", "x"), "/app.tar.gz");
        refusesArchiveOf(release.implementation("", RUN), "../outside");
    }

    @Test
    void an_archive_that_writes_through_a_symlink() throws Exception {
        Tree tree = Tree.EMPTY.symlink("a", home.toString()).file("a/escaped", "x");
        Release release = net.release("1", tree, "/app.tar.gz");
        refusesArchiveOf(release.implementation("", RUN), "a/escaped");
    }

    @Test
    void no_version_that_fits() throws Exception {
        URI uri = net.publish("/x.xml", feed("/x.xml"));
        assertThat(user.slipway("--console", "select", uri).status()).isZero();
        refusesTyped(List.of("--console", "run", "--not-before=9", uri), uri.toString(), "9");
    }

    @Test
    void a_component_of_which_no_version_fits_is_named() throws Exception {
        String wrong = feed("/lib.xml").replace("<implementation ", "<implementation arch='Haiku-*' ");
        URI library = net.publish("/lib.xml", wrong);
        URI uri = net.publish(
                "/x.xml",
                FeedText.of(
                        uri("/x.xml"),
                        "app",
                        net.release("1", TREE, "/app.tar.gz")
                                .implementation("", RUN + "<requires interface='" + library + "'/>")));
        Ended ended = user.slipway("--console", "run", uri);
        refused(ended, library.toString(), "OS");
        assertThat(home.resolve("cache/implementations")).doesNotExist();
    }

    @Test
    void a_disk_that_is_full() throws Exception {
        Release release = net.release("1", TREE.file("big", new byte[900_000]), "/app.tar");
        URI uri = net.publish("/x.xml", FeedText.of(uri("/x.xml"), "app", release.implementation("", RUN)));
        Ended ended = mounted("mount -t tmpfs -o size=400k none", uri);
        refused(ended, "space");
    }

    @Test
    void a_store_that_cannot_be_written() throws Exception {
        URI uri = net.publish("/x.xml", feed("/x.xml"));
        Ended ended = mounted("mount -t tmpfs -o ro none", uri);
        refused(ended, "implementations");
    }

    /** Runs a feed with something mounted in the place of the store, seen by that process alone. */
    private Ended mounted(String mount, URI feed) throws Exception {
        Path store = Files.createDirectories(home.resolve("cache/implementations"));
        Ended possible = user.run(List.of("unshare", "-m", "true"), Path.of("/dev/null"));
        assumeTrue(possible.status() == 0, "skipped: needs the right to mount (root)");
        String script = mount + " '" + store + "' && exec setsid -w \"$@\"";
        return user.run(
                List.of(
                        "unshare",
                        "-m",
                        "sh",
                        "-c",
                        script,
                        "sh",
                        User.program().toString(),
                        "--console",
                        "run",
                        feed.toString()),
                Path.of("/dev/null"));
    }

    @Test
    void an_unknown_command_with_the_nearest_match() throws Exception {
        refusesTyped(List.of("selct", "x"), "selct", "select");
    }

    @Test
    void an_unknown_option_with_the_nearest_match() throws Exception {
        refusesTyped(List.of("--ofline", "select", "x"), "--ofline", "--offline");
    }

    @Test
    void a_name_that_a_script_has_lost() throws Exception {
        refusesTyped(List.of("digest", ""), "'' cannot be the name of a file");
        refusesTyped(List.of("store", "verify", "", "sha1new=" + "1".repeat(40)), "'' cannot be the name of a file");
        refusesTyped(List.of("store", "list", "--with-store="), "'' cannot be the name of a file");
    }

    @Test
    void options_that_are_opposites() throws Exception {
        refusesTyped(List.of("list", "--quiet", "-v"), "'--quiet' and '--verbose' are opposites: leave one out");
    }

    @Test
    void a_working_directory_that_is_gone() throws Exception {
        try (Running running = user.startScript("mkdir gone && cd gone && rmdir ../gone && \"$1\" list")) {
            refused(running.await(), "the directory that you are in does not exist any more. Change to another");
        }
    }

    @Test
    void a_local_feed_that_does_not_exist() throws Exception {
        refuses(home.resolve("none.xml"), "none.xml");
    }

    @Test
    void settings_that_cannot_be_understood_are_named_and_left_alone() throws Exception {
        user.configured("global", "[global]\nnetwork_use = of-line\nrubbish\n");
        Map<String, String> before = user.belongings();
        Ended ended = user.slipway("config", "network_use");
        assertThat(ended.out()).isEqualTo("full\n");
        Path file = home.resolve("config/injector/global");
        assertThat(ended.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains(file + ", line 2", "'of-line'", "off-line"),
                        line -> assertThat(line).contains(file + ", line 3", "'rubbish'"));
        assertThat(user.belongings()).isEqualTo(before);
    }

    @Test
    void settings_that_are_no_text() throws Exception {
        Path file = Files.createDirectories(home.resolve("config/injector")).resolve("global");
        Files.write(file, new byte[] {'[', (byte) 0xff, '\n'});
        refusesTyped(List.of("config", "network_use", "full"), file.toString(), "no text", "overwrite");
    }

    @Test
    void preferences_that_are_damaged() throws Exception {
        Path feed = Files.writeString(home.resolve("x.xml"), feed("/x.xml"));
        Path directory = Files.createDirectories(home.resolve("config/injector/interfaces"));
        Path file = directory.resolve(feed.toString().replace('/', '#'));
        Files.writeString(file, "<?xml version='1.0'?>\n<interface-preferences\n");
        refusesTyped(List.of("select", feed), file.toString(), "line 3");
    }
}
