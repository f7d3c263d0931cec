package org.slipway.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.testnet.DemoWorld;
import org.slipway.testnet.FeedSigner;
import org.slipway.testnet.FeedText;
import org.slipway.testnet.SigningKey;
import org.slipway.testnet.TestNet;

/** What a host that stays does for the command line is as if there were none. */
class ForwardingTest {
    private static final Predicate<String> DONE_HERE =
            Pattern.compile("Doing '.*' for a client").asMatchPredicate();

    @TempDir
    Path temp;

    private final TestNet net = TestNet.start();
    private final DemoWorld world = DemoWorld.publish(net);

    @AfterEach
    void leave() throws Exception {
        net.close();
        new ProcessBuilder("chmod", "-R", "u+w", temp.toString()).start().waitFor();
    }

    private User arrived(String name) throws IOException {
        return new User(Files.createDirectory(temp.resolve(name)))
                .asking(net.keyInfo().uri());
    }

    private static void has(Running host, String words) throws InterruptedException {
        assertThat(host.until(() -> host.said().contains(words)))
                .as(host.said())
                .isTrue();
    }

    /** However they have ended: what the host does it says. */
    private static void hasDone(int commands, Running host) throws InterruptedException {
        assertThat(host.until(() -> host.said().lines().filter(DONE_HERE).count() == commands))
                .as(host.said())
                .isTrue();
    }

    /** Downloads begin all at once, in any order. */
    private static String told(Ended ended, User user) {
        String err = ended.err().lines().sorted().collect(Collectors.joining("\n"));
        return new Ended(ended.status(), ended.out(), err)
                .toString()
                .replace(user.home().toString(), "HOME");
    }

    private static Set<String> files(User user) throws IOException {
        try (Stream<Path> all = Files.walk(user.home())) {
            return all.filter(path -> !Files.isDirectory(path))
                    .map(path -> user.home().relativize(path).toString())
                    .filter(path -> !path.startsWith("cache/slipway/serve/"))
                    .filter(path -> !path.contains("/=twins-"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private URI signedByAStranger(SigningKey key) {
        net.publishKey(key);
        net.vote(key, "bad", "Never heard of");
        URI uri = net.feeds().uri("/stranger.xml");
        String text = FeedText.of(
                uri,
                "stranger",
                "<implementation id='sha1=1' version='1' main='x'><archive href='x.tgz' size='1'/></implementation>");
        net.feeds().put("/stranger.xml", FeedSigner.sign(text, Instant.now(), key));
        return uri;
    }

    @Test
    void commands_are_done_by_the_host_and_without_it_when_it_has_been_killed() throws Exception {
        User alone = arrived("alone");
        User served = arrived("served");
        try (Running host = served.start("serve", "-v")) {
            has(host, "Serving at");
            int commands = 0;
            for (Object[] typed : new Object[][] {
                {"select", "--xml", world.feed()},
                {"run", world.feed(), "x", "a  b"},
                {"download", "--before=0", world.feed()},
            }) {
                Ended ours = served.slipway(typed);
                assertThat(told(ours, served)).isEqualTo(told(alone.slipway(typed), alone));
                hasDone(++commands, host);
            }
            assertThat(files(served)).isEqualTo(files(alone));

            try (Running one = served.start("show", "no-such-app");
                    Running other = served.with("LANG", "de_DE.UTF-8").start("run", "--refresh", world.feed(), "y")) {
                assertThat(other.await().out()).isEqualTo(world.output() + "\ny\n");
                assertThat(one.await().err()).contains("no-such-app");
            }
            commands += 2;
            hasDone(commands, host);

            SigningKey stranger = SigningKey.ed25519("Mallory", Instant.parse("2023-01-01T00:00:00Z"));
            try (Running asked = served.startOnTerminal("select", signedByAStranger(stranger))) {
                has(asked, "Trust this key");
                asked.type("y\n");
                assertThat(asked.endsWithin(Duration.ofSeconds(60))).isTrue();
                assertThat(asked.await().status()).as(asked.said()).isZero();
            }
            assertThat(served.home().resolve("config/injector/trustdb.xml"))
                    .content()
                    .contains(stranger.fingerprint());

            hasDone(++commands, host);

            Ended refused = served.with("APT_CONFIG", "/elsewhere").slipway("select", "-v", world.feed());
            assertThat(refused.err())
                    .contains("without the host of this home", "APT_CONFIG")
                    .doesNotContain("/elsewhere");
            assertThat(refused.status()).isZero();

            host.signal("KILL");
            host.await();
            Path socket = served.home().resolve("cache/slipway/serve/socket");
            assertThat(socket).exists();
            assertThat(served.slipway("select", world.feed()).status()).isZero();
            assertThat(socket).doesNotExist();
        }
    }
}
