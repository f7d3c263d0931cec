package org.slipway.itests.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.itests.distribution.Running;
import org.slipway.itests.distribution.User;
import org.slipway.testnet.SigningKey;
import org.slipway.testnet.TestNet;

/** The host that stays, as another program meets it. */
class ServeTest {
    private static final String FEED = "<?xml version='1.0'?>\n"
            + "<interface xmlns='http://zero-install.sourceforge.net/2004/injector/interface'>\n"
            + "<name>x</name><summary>x</summary>\n"
            + "<implementation id='.' version='1' main='x'/>\n"
            + "</interface>\n";

    @TempDir
    Path home;

    @Test
    void other_programs_are_answered_until_it_is_told_to_stop() throws Exception {
        Path feed = Files.writeString(home.resolve("x.xml"), FEED);
        try (TestNet net = TestNet.start();
                Running host = new User(home).asking(net.keyInfo().uri()).start("serve")) {
            User user = new User(home);
            assertThat(host.until(() -> host.said().contains("Serving at")))
                    .as(host.said())
                    .isTrue();
            assertThat(talk("2.7", select(feed)))
                    .contains("\"set-api-version\"", "[\"ok\",{\"stale\":false}]", "<selections");
            assertThat(talk("2.6", select(feed))).contains("[\"ok\"]", "<selections");

            SigningKey unknown = SigningKey.ed25519("Mallory", Instant.parse("2023-01-01T00:00:00Z"));
            URI signed = SlaveTest.signedBy(unknown, net);
            assertThat(confirm(signed, unknown.fingerprint())).contains("[\"ok\",{\"stale\":false}]");
            assertThat(home.resolve("config/injector/trustdb.xml")).content().contains(unknown.fingerprint());

            Path plugIns = Files.createDirectories(home.resolve("data/slipway/plugins"));
            Files.writeString(plugIns.resolve("broken.jar"), "no jar");
            assertThat(host.until(() -> host.said().contains("the plug-in broken is left out")))
                    .as(host.said())
                    .isTrue();

            assertThat(user.slipway("serve"))
                    .satisfies(second -> assertThat(second.status()).isEqualTo(1))
                    .satisfies(second -> assertThat(second.err()).contains("runs already"));
            assertThat(user.slipway("serve", "--stop").status()).isZero();
            assertThat(place().resolve("socket")).doesNotExist();
            assertThat(place().resolve("token")).doesNotExist();
            assertThat(host.await().status()).isZero();
        }
    }

    private Path place() {
        return home.resolve("cache/slipway/serve");
    }

    private static String select(Object feed) {
        return message("[\"invoke\",\"1\",\"select\",[{\"interface\":\"" + feed + "\"},false]]");
    }

    private static String message(String json) {
        return String.format("0x%08x\n%s", json.length(), json);
    }

    private String talk(String version, String messages) throws IOException {
        try (SocketChannel host = connect(version, messages)) {
            host.shutdownOutput();
            return new String(Channels.newInputStream(host).readAllBytes(), UTF_8);
        }
    }

    /** Says yes when it is asked, while another that waits for the same says nothing. */
    private String confirm(URI feed, String key) throws IOException {
        try (SocketChannel silent = connect("2.7", select(feed));
                SocketChannel host = connect("2.7", select(feed))) {
            InputStream in = Channels.newInputStream(host);
            StringBuilder heard = new StringBuilder();
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (heard.append((char) next).indexOf("confirm-keys") >= 0) break;
            }
            assertThat(silent.isOpen()).isTrue();
            say(host, message("[\"return\",\"1\",\"ok\",[\"" + key + "\"]]"));
            host.shutdownOutput();
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private SocketChannel connect(String version, String messages) throws IOException {
        SocketChannel host = SocketChannel.open(UnixDomainSocketAddress.of(place().resolve("socket")));
        say(host, Files.readString(place().resolve("token")).strip() + " " + version + "\n" + messages);
        return host;
    }

    private static void say(SocketChannel host, String text) throws IOException {
        host.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
    }
}
