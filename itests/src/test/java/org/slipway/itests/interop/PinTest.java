package org.slipway.itests.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.itests.distribution.Ended;
import org.slipway.itests.distribution.User;
import org.slipway.testnet.DemoWorld;
import org.slipway.testnet.TestNet;

/** What {@code --pin} keeps to, {@code 0install} keeps to, and the other way round. */
class PinTest {
    /** Of the root, which is named first. */
    private static final Pattern VERSION = Pattern.compile("Version: (\\S+)");

    @TempDir
    Path home;

    private final TestNet net = TestNet.start();
    private final DemoWorld world = DemoWorld.publish(net);
    private User user;

    @BeforeEach
    void what_is_chosen_without_a_pin() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/0install")), "skipped: needs 0install (package 0install-core)");
        user = new User(home).asking(net.keyInfo().uri());
        assertThat(ours()).isEqualTo("1.1");
        assertThat(theirs()).isEqualTo("1.1");
    }

    @AfterEach
    void leave() throws Exception {
        net.close();
        new ProcessBuilder("chmod", "-R", "u+w", home.toString()).start().waitFor();
    }

    private static String version(Ended ended) {
        assertThat(ended.status()).as(ended.toString()).isZero();
        var found = VERSION.matcher(ended.out());
        assertThat(found.find()).as(ended.toString()).isTrue();
        return found.group(1);
    }

    private String ours(Object... options) throws Exception {
        return version(user.slipway(with("select", options)));
    }

    private String theirs(Object... options) throws Exception {
        return version(user.reference(with("select", options)));
    }

    private Object[] with(String command, Object... options) {
        return Stream.concat(Stream.concat(Stream.of("-c", command), Stream.of(options)), Stream.of(world.feed()))
                .toArray();
    }

    @Test
    void the_reference_keeps_to_what_is_pinned_until_it_is_unpinned() throws Exception {
        assertThat(ours("--pin", "--version=2.0")).isEqualTo("2.0");
        assertThat(theirs()).isEqualTo("2.0");
        // It writes the preferences anew.
        assertThat(theirs("--refresh")).isEqualTo("2.0");
        assertThat(ours()).isEqualTo("2.0");

        assertThat(ours("--pin", "--before=1.1")).isEqualTo("1.0");
        assertThat(theirs()).isEqualTo("1.0");

        assertThat(ours("--unpin")).isEqualTo("1.1");
        assertThat(theirs()).isEqualTo("1.1");
    }

    /** As its window, which is not installed here, writes it. */
    @Test
    void what_the_reference_prefers_is_kept_to_and_can_be_unpinned() throws Exception {
        assertThat(theirs("--refresh")).isEqualTo("1.1");
        Path preferences;
        try (Stream<Path> all = Files.list(home.resolve("config/injector/feeds"))) {
            preferences = all.filter(file -> file.toString().endsWith("hello.xml"))
                    .findFirst()
                    .orElseThrow();
        }
        String id = implementation("1.0");
        Files.writeString(
                preferences,
                Files.readString(preferences)
                        .replaceFirst(
                                "/>",
                                "><implementation id=\"" + id + "\" user-stability=\"preferred\"/>"
                                        + "</feed-preferences>"));
        assertThat(theirs()).isEqualTo("1.0");
        assertThat(ours()).isEqualTo("1.0");
        assertThat(ours("--unpin")).isEqualTo("1.1");
        assertThat(theirs()).isEqualTo("1.1");
        assertThat(Files.readString(preferences)).contains("last-checked").doesNotContain("preferred");
    }

    private String implementation(String version) throws Exception {
        Ended shown = user.slipway(with("select", "--xml", "--version=" + version));
        var id = Pattern.compile(" id=[\"']([^\"']+)[\"']").matcher(shown.out());
        assertThat(id.find()).as(shown.toString()).isTrue();
        return id.group(1);
    }
}
