package org.slipway.itests.attacks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.itests.attacks.Attacked.Program;
import org.slipway.itests.distribution.Ended;
import org.slipway.itests.network.SelfSigned;
import org.slipway.testnet.Fault;
import org.slipway.testnet.FeedSigner;
import org.slipway.testnet.FeedText;
import org.slipway.testnet.Release;
import org.slipway.testnet.SigningKey;
import org.slipway.testnet.Site;
import org.slipway.testnet.TestNet;
import org.slipway.testnet.Tree;

/**
 * Every attack that the literature names, and some that were found. The reference undergoes them too where it is installed,
 * but only in the proof: some keep it busy for a minute.
 */
class AttackMatrixTest {
    private static final int EFFORT = Integer.getInteger("slipway.effort", 1);
    private static final Map<String, String> TABLE = new TreeMap<>();
    private static final Instant YESTERDAY = Instant.now().minus(Duration.ofDays(1));
    private static final Instant LAST_YEAR = Instant.now().minus(Duration.ofDays(365));
    private static final SigningKey MALLORY = SigningKey.ed25519("Mallory <m@example.com>", LAST_YEAR);
    private static final String RUN = "<command name='run' path='run.sh'/>";
    private static final long FAR_TOO_MUCH = 64 << 20;
    private static final int SOON = 60;

    @TempDir
    Path temp;

    private TestNet net = TestNet.start();

    private interface Attack {
        /** @return whether the attacker has got what he wanted */
        boolean succeeds(Attacked victim) throws Exception;
    }

    private void attack(String name, Attack attack) throws Exception {
        boolean slipway = attack.succeeds(victim(Program.SLIPWAY));
        TABLE.put(name, String.format("| %-40s | %-8s | %-9s |", name, words(slipway), reference(attack)));
        assertThat(slipway).as(name + " succeeds").isFalse();
    }

    private static String words(boolean succeeds) {
        return succeeds ? "SUCCEEDS" : "refused";
    }

    private String reference(Attack attack) throws Exception {
        if (!Files.isExecutable(Path.of("/usr/bin/0install"))) return "absent";
        if (EFFORT == 1) return "not asked";
        net.close();
        net = TestNet.start();
        try {
            return words(attack.succeeds(victim(Program.REFERENCE)));
        } catch (CannotTell notReached) {
            return "unknown";
        }
    }

    /** The program does not come as far as the attack. */
    private static final class CannotTell extends Exception {
        private static final long serialVersionUID = 1;

        CannotTell(Ended ended) {
            super(ended.toString());
        }
    }

    private Attacked victim(Program program) throws IOException {
        Path home = Files.createDirectory(temp.resolve(program.name()));
        Attacked victim = new Attacked(program, home);
        victim.user().asking(net.keyInfo().uri());
        victim.user().configured("slipway", "[network]\nslow_after = 1\nstall_after = 3\nretries = 0\n");
        return victim.trusting(net.key().fingerprint(), domain());
    }

    private String domain() {
        return net.feeds().uri().getAuthority();
    }

    @AfterEach
    void leave() {
        net.close();
    }

    @AfterAll
    static void print() {
        System.out.println(String.format("| %-40s | %-8s | %-9s |", "attack", "slipway", "0install"));
        TABLE.values().forEach(System.out::println);
    }

    private Release release(String version, String says) {
        Tree tree = Tree.EMPTY.executable("run.sh", "#!/bin/sh\necho " + says + "\n");
        return net.release(version, tree, "/app-" + version + ".tar.gz");
    }

    private URI uri(String path) {
        return net.feeds().uri(path);
    }

    private String feed(String path, Release release) {
        return FeedText.of(uri(path), "app", release.implementation("", RUN));
    }

    private URI publish(String path, String version, Instant signed) {
        return net.publish(path, feed(path, release(version, "version " + version)), signed);
    }

    private static boolean ran(Ended ended) {
        return ended.out().contains("evil");
    }

    @Test
    void arbitrary_software_signed_by_a_stranger() throws Exception {
        attack("arbitrary software", victim -> {
            net.publishKey(MALLORY);
            String evil = feed("/app.xml", release("1", "evil"));
            net.feeds().put("/app.xml", FeedSigner.sign(evil, YESTERDAY, MALLORY));
            return ran(victim.type(SOON, "run", uri("/app.xml")));
        });
    }

    @Test
    void wrong_software_a_signed_feed_in_anothers_place() throws Exception {
        attack("wrong software (uri)", victim -> {
            String evil =
                    FeedText.of(uri("/other.xml"), "other", release("1", "evil").implementation("", RUN));
            return ran(victim.type(SOON, "run", net.publish("/app.xml", evil, YESTERDAY)));
        });
    }

    @Test
    void rollback_to_a_version_with_known_holes() throws Exception {
        attack("rollback", victim -> {
            publish("/app.xml", "1", LAST_YEAR);
            byte[] old = net.feeds().get("/app.xml");
            URI feed = publish("/app.xml", "2", YESTERDAY);
            assertThat(victim.type(SOON, "run", feed).out()).contains("version 2");
            net.feeds().put("/app.xml", old);
            victim.type(SOON, "select", "--refresh", feed);
            return Arrays.equals(victim.cached(feed).orElseThrow(), old);
        });
    }

    @Test
    void mix_and_match_a_new_program_with_an_old_library() throws Exception {
        attack("mix and match", victim -> {
            URI library = publish("/lib.xml", "1", LAST_YEAR);
            byte[] old = net.feeds().get("/lib.xml");
            publish("/lib.xml", "2", YESTERDAY);
            String needs = RUN + "<requires interface='" + library + "'/>";
            String app = FeedText.of(uri("/app.xml"), "app", release("5", "x").implementation("", needs));
            URI feed = net.publish("/app.xml", app, LAST_YEAR);
            victim.type(SOON, "select", feed);
            net.publish("/app.xml", app + "<!-- newer -->\n", YESTERDAY);
            net.feeds().put("/lib.xml", old);
            victim.type(SOON, "select", "--refresh", feed);
            return Arrays.equals(victim.cached(library).orElseThrow(), old);
        });
    }

    @Test
    void indefinite_freeze_while_a_mirror_knows_better() throws Exception {
        attack("indefinite freeze", victim -> {
            try (TestNet named = TestNet.startBehindProxy()) {
                victim.trusting(named.key().fingerprint(), named.feeds().uri().getAuthority());
                victim.user()
                        .configured(
                                "global", "[global]\nmirror = " + named.mirror().uri() + "\n")
                        .with("http_proxy", named.proxy().toString());
                URI feed = named.feeds().uri("/app.xml");
                byte[] current = signed(named, feed, "2", YESTERDAY);
                named.feeds().put("/app.xml", current);
                named.mirrorFeed("/app.xml");
                named.feeds().put("/app.xml", signed(named, feed, "1", LAST_YEAR));
                named.feeds().fault("/app.xml", Fault.delay(Duration.ofSeconds(4)));
                victim.type(SOON, "select", feed);
                return !Arrays.equals(victim.cached(feed).orElse(new byte[0]), current);
            }
        });
    }

    private static byte[] signed(TestNet net, URI feed, String version, Instant time) {
        Tree tree = Tree.EMPTY.executable("run.sh", "#!/bin/sh\necho " + version + "\n");
        Release release = net.release(version, tree, "/app-" + version + ".tar.gz");
        return FeedSigner.sign(FeedText.of(feed, "app", release.implementation("", RUN)), time, net.key());
    }

    /** The reference would go on for minutes. */
    private static int patience(Attacked victim) {
        return victim.usesSlipway() ? SOON : 10;
    }

    @Test
    void endless_data_instead_of_a_feed() throws Exception {
        attack("endless data: feed", victim -> {
            URI feed =
                    net.publish("/app.xml", feed("/app.xml", release("1", "x")) + "<!-- -->".repeat(5000), YESTERDAY);
            net.feeds().fault("/app.xml", Fault.endless());
            Ended ended = victim.type(patience(victim), "select", feed);
            return Attacked.isStillRunning(ended) || net.feeds().sent() > FAR_TOO_MUCH;
        });
    }

    @Test
    void endless_data_instead_of_an_archive() throws Exception {
        attack("endless data: archive", victim -> {
            byte[] noise = new byte[60_000];
            new Random(1).nextBytes(noise);
            Release large = net.release("1", Tree.EMPTY.file("noise", noise), "/app-1.tar.gz");
            URI feed = net.publish("/app.xml", feed("/app.xml", large), YESTERDAY);
            net.archives().fault("/app-1.tar.gz", Fault.endless());
            Ended ended = victim.type(patience(victim), "download", feed);
            return Attacked.isStillRunning(ended) || net.archives().sent() > FAR_TOO_MUCH;
        });
    }

    @Test
    void slow_retrieval_that_never_ends() throws Exception {
        attack("slow retrieval", victim -> {
            URI feed = publish("/app.xml", "1", YESTERDAY);
            net.archives().fault("/app-1.tar.gz", Fault.trickle(1, Duration.ofSeconds(1)));
            return Attacked.isStillRunning(victim.type(patience(victim), "download", feed));
        });
    }

    @Test
    void a_malicious_mirror_of_archives() throws Exception {
        attack("malicious mirror", victim -> {
            URI feed = publish("/app.xml", "1", YESTERDAY);
            net.archives().put("/app-1.tar.gz", release("9", "evil").archive());
            return ran(victim.type(SOON, "run", feed));
        });
    }

    @Test
    void a_key_trusted_for_another_domain() throws Exception {
        attack("key compromise, other domain", victim -> {
            victim.trusting(MALLORY.fingerprint(), "other.example.com");
            net.publishKey(MALLORY);
            String evil = feed("/app.xml", release("1", "evil"));
            net.feeds().put("/app.xml", FeedSigner.sign(evil, YESTERDAY, MALLORY));
            return ran(victim.type(SOON, "run", uri("/app.xml")));
        });
    }

    @Test
    void a_trusted_domain_in_the_query_of_an_untrusted_host() throws Exception {
        attack("trust domain in the query", victim -> {
            victim.trusting(MALLORY.fingerprint(), "trusted.example.com");
            net.publishKey(MALLORY);
            URI evil = URI.create(net.feeds().uri() + "?@trusted.example.com/app.xml");
            byte[] document = FeedSigner.sign(
                    FeedText.of(evil, "app", release("1", "evil").implementation("", RUN)), YESTERDAY, MALLORY);
            for (String path : Set.of("/", "/?@trusted.example.com/app.xml"))
                net.feeds().put(path, document);
            return ran(victim.type(SOON, "run", evil));
        });
    }

    @Test
    void fast_forward_by_a_signature_of_the_future() throws Exception {
        attack("fast forward", victim -> {
            URI feed = publish("/app.xml", "1", Instant.now().plus(Duration.ofDays(9000)));
            victim.type(SOON, "select", feed);
            publish("/app.xml", "2", YESTERDAY);
            victim.type(SOON, "select", "--refresh", feed);
            return !Arrays.equals(
                    victim.cached(feed).orElse(new byte[0]), net.feeds().get("/app.xml"));
        });
    }

    @Test
    void a_redirect_that_downgrades_to_http() throws Exception {
        attack("redirect downgrade", victim -> {
            SelfSigned host = SelfSigned.make(victim.user().home(), "localhost");
            victim.user().with("SSL_CERT_FILE", host.certificate().toString());
            victim.user().configured("slipway", "");
            Site secure = net.secure(host.keys(), SelfSigned.PASSWORD);
            victim.trusting(net.key().fingerprint(), secure.uri().getAuthority());
            secure.put("/" + net.key().keyId() + ".gpg", net.key().armoured());
            URI feed = secure.uri("/app.xml");
            String document = FeedText.of(feed, "app", release("1", "evil").implementation("", RUN));
            secure.put("/app.xml", FeedSigner.sign(document, LAST_YEAR, net.key()));
            Ended first = victim.type(SOON, "select", feed);
            if (first.status() != 0) throw new CannotTell(first);
            net.publish("/plain.xml", document, YESTERDAY);
            secure.fault("/app.xml", Fault.redirect(uri("/plain.xml")));
            victim.type(SOON, "select", "--refresh", feed);
            return Arrays.equals(victim.cached(feed).orElseThrow(), net.feeds().get("/plain.xml"));
        });
    }

    @Test
    void cache_poisoning_by_a_digest_that_is_a_path() throws Exception {
        attack("cache poisoning by a digest", victim -> {
            URI good = publish("/good.xml", "1", YESTERDAY);
            victim.type(SOON, "download", good);
            Path outside = Files.createDirectories(victim.user().home().resolve("outside"));
            Path program = Files.writeString(outside.resolve("run.sh"), "#!/bin/sh\necho evil\n");
            assertThat(program.toFile().setExecutable(true)).isTrue();
            String stored = release("1", "version 1").digest();
            String path = stored.substring("sha256new_".length()) + "/../../../outside";
            String evil = FeedText.of(
                    uri("/app.xml"),
                    "app",
                    "<implementation id='x' version='1'><manifest-digest sha256new='" + path + "'/>" + RUN
                            + "<archive href='" + net.archives().uri("/x.tar.gz") + "' size='1'/></implementation>");
            return ran(victim.type(SOON, "run", net.publish("/app.xml", evil, YESTERDAY)));
        });
    }

    @Test
    void a_file_of_this_machine_as_an_archive() throws Exception {
        attack("local file as an archive", victim -> {
            Release release = release("1", "evil");
            Path here = Files.write(victim.user().home().resolve("private.tar.gz"), release.archive());
            String implementation = release.implementation("", RUN)
                    .replace(release.href().toString(), here.toUri().toString());
            return ran(victim.type(
                    SOON,
                    "run",
                    net.publish("/app.xml", FeedText.of(uri("/app.xml"), "app", implementation), YESTERDAY)));
        });
    }

    @Test
    void an_entity_that_reads_a_file() throws Exception {
        attack("external entity", victim -> {
            Path secret = Files.writeString(victim.user().home().resolve("secret"), "the secret");
            String evil = feed("/app.xml", release("1", "x"))
                    .replace(
                            "<interface",
                            "<!DOCTYPE interface [<!ENTITY s SYSTEM '" + secret.toUri() + "'>]>\n<interface")
                    .replace("a part of the test net", "&s;");
            Ended ended = victim.type(SOON, "select", net.publish("/app.xml", evil, YESTERDAY));
            return ended.status() == 0 || ended.out().contains("the secret");
        });
    }

    @Test
    void permissions_under_the_most_generous_umask() throws Exception {
        attack("permissions and umask", victim -> {
            URI feed = publish("/app.xml", "1", YESTERDAY);
            Ended ended = victim.shell("umask 000; ", SOON, "run", feed);
            assertThat(ended.out()).as(ended.toString()).contains("version 1");
            for (String place : List.of("cache/implementations", "cache/interfaces", "config"))
                if (isWritableByOthers(victim.user().home().resolve(place))) return true;
            return false;
        });
    }

    private static boolean isWritableByOthers(Path directory) throws IOException {
        Set<PosixFilePermission> others = Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.filter(p -> !Files.isSymbolicLink(p)).toList())
                for (PosixFilePermission permission : Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS))
                    if (others.contains(permission)) return true;
        }
        return false;
    }

    @Test
    void symlinks_prepared_in_temporary_folders() throws Exception {
        attack("symlinks in temporary folders", victim -> {
            Path victimFile = Files.writeString(victim.user().home().resolve("victim"), "safe");
            Path shared = Files.createDirectory(victim.user().home().resolve("tmp"));
            victim.user().with("TMPDIR", shared.toString()).with("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + shared);
            for (int i = 0; i < 300; i++) Files.createSymbolicLink(shared.resolve("0install-" + i), victimFile);
            victim.type(SOON, "run", publish("/app.xml", "1", YESTERDAY));
            return !Files.readString(victimFile, UTF_8).equals("safe");
        });
    }
}
