package org.slipway.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.testnet.DemoWorld;
import org.slipway.testnet.TestNet;

/** A dry run does all that a run does, and leaves nothing behind. */
class DryRunTest {
    @TempDir
    Path temp;

    private final TestNet net = TestNet.start();
    private final DemoWorld world = DemoWorld.publish(net);

    @AfterEach
    void leave() throws Exception {
        net.close();
        new ProcessBuilder("chmod", "-R", "u+w", temp.toString()).start().waitFor();
    }

    private User arrived(String name) throws Exception {
        return new User(Files.createDirectory(temp.resolve(name)))
                .asking(net.keyInfo().uri())
                .with("TMPDIR", Files.createDirectories(temp.resolve("tmp")).toString());
    }

    /** Of one home, and without what the reference says of servers that it asks about keys. */
    private static List<String> told(User user, Ended ended) {
        assertThat(ended.status()).as(ended.toString()).isZero();
        return ended.out()
                .lines()
                .filter(line -> !line.contains("asking"))
                .map(line -> line.replace(user.home().toString(), "HOME"))
                .distinct()
                .sorted()
                .toList();
    }

    @Test
    void a_program_that_is_not_cached_is_not_run_and_the_same_is_told_as_by_the_reference() throws Exception {
        User user = arrived("user");
        Map<String, String> before = user.belongings();

        List<String> ours = told(user, user.slipway("--batch", "run", "--dry-run", world.feed(), "x y"));

        assertThat(user.belongings()).isEqualTo(before);
        assertThat(temp.resolve("tmp")).isEmptyDirectory();
        assertThat(ours)
                .anyMatch(line ->
                        line.startsWith("[dry-run] would trust key " + net.key().fingerprint()))
                .anyMatch(line -> line.startsWith("[dry-run] would execute: ") && line.endsWith(" x y"));
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/0install")), "skipped: needs 0install (package 0install-core)");
        User other = arrived("other");
        assertThat(ours).containsAll(told(other, other.reference("-c", "run", "--dry-run", world.feed(), "x y")));
    }

    @Test
    void what_was_refused_has_its_own_status_where_that_is_wanted() throws Exception {
        User user = arrived("user").configured("global", "[global]\nauto_approve_keys = False\nkey_info_server =\n");

        Ended refused = user.slipway("--batch", "--statuses", "run", world.feed());

        assertThat(refused.status()).as(refused.toString()).isEqualTo(27);
        assertThat(refused.err()).contains("--trust " + net.key().fingerprint());
    }
}
