package org.slipway.itests.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        User user = new User(home);
        try (Running host = user.start("serve")) {
            assertThat(host.until(() -> host.said().contains("Serving at")))
                    .as(host.said())
                    .isTrue();
            assertThat(talk("2.7", select(feed)))
                    .contains("\"set-api-version\"", "[\"ok\",{\"stale\":false}]", "<selections");
            assertThat(talk("2.6", select(feed))).contains("[\"ok\"]", "<selections");

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
            assertThat(host.endsWithin(Duration.ofSeconds(20))).isTrue();
            assertThat(host.await().status()).isZero();
        }
    }

    private Path place() {
        return home.resolve("cache/slipway/serve");
    }

    private static String select(Path feed) {
        String json = "[\"invoke\",\"1\",\"select\",[{\"interface\":\"" + feed + "\"},false]]";
        return String.format("0x%08x\n%s", json.length(), json);
    }

    private String talk(String version, String messages) throws IOException {
        String token = Files.readString(place().resolve("token")).strip();
        try (SocketChannel host = SocketChannel.open(UnixDomainSocketAddress.of(place().resolve("socket")))) {
            host.write(ByteBuffer.wrap((token + " " + version + "\n" + messages).getBytes(UTF_8)));
            host.shutdownOutput();
            return new String(Channels.newInputStream(host).readAllBytes(), UTF_8);
        }
    }
}
