package org.slipway.itests.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.itests.distribution.Ended;
import org.slipway.itests.distribution.LittleInternet;
import org.slipway.itests.distribution.LittleInternet.Request;
import org.slipway.testnet.FeedSigner;
import org.slipway.testnet.SigningKey;

/** Who is asked, and when, while real feeds cannot be had as usual. */
class LittleInternetFaultsTest {
    private static final String APPS = "apps.0install.net";
    private static final String MIRROR = "roscidus.com";
    private static final String KEYS = "keylookup.0install.net";
    private static final String PYTHON = "https://apps.0install.net/python/python.xml";
    private static final String SELECT = "\"$slipway\" select " + PYTHON + "\n";

    @TempDir
    Path home;

    private LittleInternet internet;

    @BeforeEach
    void enter() throws Exception {
        internet = LittleInternet.prepare(home);
    }

    /** Runs it with little patience for servers. */
    private Ended run(String script, String... options) throws Exception {
        String settings = "mkdir -p \"$HOME/.config/0install.net/injector\"\n"
                + "cat > \"$HOME/.config/0install.net/injector/slipway\" <<'END'\n" + Installation.SETTINGS + "END\n";
        Ended ended = internet.inside(settings + script, options);
        assertThat(internet.requests())
                .allSatisfy(request -> assertThat(request.connections()).isLessThanOrEqualTo(2));
        return ended;
    }

    private static String rules(String... rules) {
        return "li-ctl set '[" + String.join(",", rules) + "]' > /dev/null\n";
    }

    private List<Request> asked(String host) throws IOException {
        return internet.requests().stream()
                .filter(request -> request.host().equals(host))
                .toList();
    }

    private static void isWell(Ended ended) {
        assertThat(ended.status()).as(ended.toString()).isZero();
    }

    @Test
    void a_stalled_primary_is_replaced_by_the_mirror_and_given_up() throws Exception {
        isWell(run(rules("{\"host\":\"" + APPS + "\",\"path\":\"/python/python.xml\",\"hang\":\"headers\"}") + SELECT));

        Request primary = asked(APPS).stream()
                .filter(request -> request.path().equals("/python/python.xml"))
                .findFirst()
                .orElseThrow();
        Request mirror = asked(MIRROR).get(0);
        assertThat(mirror.path()).contains("python%23python.xml");
        assertThat(mirror.begun()).isGreaterThanOrEqualTo(primary.begun());
        assertThat(asked(MIRROR)).noneMatch(request -> request.path().contains("posix"));
    }

    @Test
    void a_dead_primary_is_reported_and_the_mirror_has_the_feed_and_its_key() throws Exception {
        Ended ended = run(rules("{\"host\":\"" + APPS + "\",\"conn\":\"reset\"}") + SELECT);

        isWell(ended);
        assertThat(ended.err()).contains(PYTHON);
        assertThat(asked(MIRROR))
                .extracting(Request::path)
                .anyMatch(path -> path.endsWith("python%23python.xml/latest.xml"))
                .anyMatch(path -> path.contains("/keys/"))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_key_server_that_hangs_ends_in_a_clear_failure_where_nobody_can_be_asked() throws Exception {
        Ended ended = run(rules("{\"host\":\"" + KEYS + "\",\"hang\":\"headers\"}") + SELECT);

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("slipway trust add 88C8A1F375928691D7365C0259AA3927C24E4E1E " + APPS);
        assertThat(asked(KEYS)).hasSize(1);
    }

    @Test
    void a_mirror_that_is_older_than_the_cache_changes_nothing_and_is_not_mentioned() throws Exception {
        SigningKey key =
                SigningKey.ed25519("Somebody <somebody@slipway.invalid>", Instant.parse("2023-01-01T00:00:00Z"));
        String feed = """
                <?xml version="1.0"?>
                <interface xmlns="http://zero-install.sourceforge.net/2004/injector/interface"
                           uri="https://feeds.slipway.test/it.xml">
                  <name>it</name><summary>it</summary>
                  <implementation id="sha1new=0" version="%s" released="2024-01-01">
                    <manifest-digest sha256new="AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"/>
                    <archive href="https://feeds.slipway.test/it.tar" size="10"/>
                    <command name="run" path="it"/>
                  </implementation>
                </interface>
                """;
        Path now = Files.createDirectories(home.resolve("now"));
        Path stale = Files.createDirectories(home.resolve("stale/feeds.slipway.test"));
        Files.write(
                now.resolve("it.xml"),
                FeedSigner.sign(feed.formatted("2"), Instant.parse("2024-05-01T00:00:00Z"), key));
        Files.write(
                stale.resolve("it.xml"),
                FeedSigner.sign(feed.formatted("1"), Instant.parse("2024-04-01T00:00:00Z"), key));
        Files.write(now.resolve(key.keyId() + ".gpg"), key.armoured());
        String select = "\"$slipway\" select --refresh https://feeds.slipway.test/it.xml\n";

        Ended ended = run(
                select
                        + "li-ctl reset-log > /dev/null\n"
                        + rules("{\"host\":\"feeds.slipway.test\",\"conn\":\"reset\"}")
                        + select,
                "--vhost",
                "feeds.slipway.test=" + now,
                "--stale",
                stale.getParent().toString());

        isWell(ended);
        assertThat(ended.out().lines().filter(line -> line.contains("Version: 2")))
                .hasSize(2);
        assertThat(asked(MIRROR)).isNotEmpty();
        assertThat(ended.err()).doesNotContain(MIRROR);
    }

    @Test
    void a_second_look_gets_304_for_every_feed() throws Exception {
        isWell(run(SELECT + "li-ctl reset-log > /dev/null\n\"$slipway\" select --refresh " + PYTHON + "\n"));

        assertThat(asked(APPS)).hasSizeGreaterThanOrEqualTo(2).allSatisfy(request -> assertThat(request.status())
                .isEqualTo(304));
    }
}
