package org.slipway.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.testnet.DemoWorld;
import org.slipway.testnet.TestNet;

/** What is locked on one machine runs on another, where the network has only the archives. */
class LockTest {
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

    private static Ended succeeded(Ended ended) {
        assertThat(ended.status()).as(ended.toString()).isZero();
        return ended;
    }

    private static void failed(Ended ended, String why) {
        assertThat(ended.status()).as(ended.toString()).isEqualTo(1);
        assertThat(ended.err()).contains(why).doesNotContain("Exception");
    }

    @Test
    void it_runs_without_a_feed_and_off_line_once_it_is_here() throws Exception {
        Path lock = temp.resolve("app.lock");
        User author = arrived("author");
        succeeded(author.slipway("lock", world.feed(), lock));
        assertThat(lock)
                .content()
                .contains("signed-by=\"" + net.key().fingerprint() + "\"")
                .contains(world.app().digest());

        User other = arrived("other");
        net.feeds().forget();
        net.mirror().forget();
        Ended ran = succeeded(other.slipway("run", "--locked", lock, "x"));
        assertThat(ran.out()).isEqualTo(world.output() + "\nx\n");
        assertThat(net.feeds().paths()).isEmpty();
        assertThat(net.mirror().paths()).noneMatch(path -> path.contains("feeds"));

        ran = succeeded(other.slipway("run", "--offline", "--locked", lock));
        assertThat(ran.out()).isEqualTo(world.output() + "\n");
        failed(other.slipway("run", "--locked", "--before=1", lock), "--locked");
        failed(other.slipway("run", "--locked", world.feed()), "slipway lock");
        assertThat(succeeded(other.slipway("diff", lock, lock)).out()).isEmpty();
    }

    @Test
    void the_reference_runs_it_as_selections() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/0install")), "skipped: needs 0install (package 0install-core)");
        Path lock = temp.resolve("app.lock");
        User user = arrived("user");
        succeeded(user.slipway("lock", world.feed(), lock));

        assertThat(succeeded(user.reference("-c", "run", lock)).out()).isEqualTo(world.output() + "\n");
    }

    @Test
    void two_locks_are_told_apart_and_one_that_was_changed_is_refused() throws Exception {
        Path now = temp.resolve("now.lock");
        Path old = temp.resolve("old.lock");
        User user = arrived("user");
        succeeded(user.slipway("lock", world.feed(), now));
        succeeded(user.slipway("lock", "--before=1.1", world.feed(), old));

        Ended differ = user.slipway("diff", old, now);
        assertThat(differ.out()).isEqualTo(world.feed() + ": 1.0 -> 1.1\n");
        assertThat(differ.status()).isEqualTo(1);
        assertThat(user.slipway("diff", "--json", old, now).out())
                .isEqualTo("{\"changes\": [\"" + world.feed() + ": 1.0 -> 1.1\"]}\n");

        String document = Files.readString(now);
        int digest = document.lastIndexOf("sha256new=\"") + 11;
        Files.writeString(now, document.substring(0, digest) + "AAAA" + document.substring(digest + 4));
        failed(user.slipway("run", "--locked", now), "other digests");
        Files.writeString(now, document.substring(0, digest));
        failed(user.slipway("run", "--locked", now), "not well-formed XML");
    }

    /** What another program pipes in, in one line. */
    private Ended piped(User user, String document) throws Exception {
        Path stdin = Files.writeString(temp.resolve("stdin"), document.replace("\n", " ") + "\n");
        return user.run(List.of("setsid", "-w", User.program().toString(), "fetch"), stdin);
    }

    @Test
    void another_program_has_implementations_fetched() throws Exception {
        User user = arrived("user");
        String feed = "<interface xmlns='http://zero-install.sourceforge.net/2004/injector/interface'>%s</interface>";

        succeeded(piped(
                user,
                feed.formatted(world.app().implementation() + world.library().implementation())));

        Path store = user.home().resolve("cache/implementations");
        assertThat(store.resolve(world.app().digest())).isDirectory();
        assertThat(store.resolve(world.library().digest())).isDirectory();
        assertThat(net.feeds().paths()).isEmpty();
        String gone = world.runner().implementation().replace("/sh-1.tar.gz", "/gone.tar.gz");
        failed(piped(user, feed.formatted(gone)), "gone.tar.gz");
        failed(piped(user, "<interface"), "not well-formed XML");
    }

    @Test
    void a_failed_lock_leaves_the_file_as_it_was_and_what_is_no_lock_is_not_replaced() throws Exception {
        Path lock = temp.resolve("app.lock");
        User user = arrived("user");
        succeeded(user.slipway("lock", world.feed(), lock));
        String before = Files.readString(lock);

        failed(user.slipway("lock", "--before=0", world.feed(), lock), "0");
        failed(user.slipway("lock", net.feeds().uri("/none.xml"), lock), "none.xml");
        assertThat(lock).hasContent(before);

        Path precious = Files.writeString(temp.resolve("feed.xml"), "precious");
        failed(user.slipway("lock", world.feed(), precious), "is no lock");
        assertThat(precious).hasContent("precious");
    }
}
