package org.slipway.itests.network;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.itests.distribution.Ended;
import org.slipway.itests.distribution.User;
import org.slipway.testnet.Fault;
import org.slipway.testnet.Site;
import org.slipway.testnet.TestNet;

/** Sites that are not for everybody: they want a password or a header. */
class PrivateSitesTest {
    private static final String SECRET = "s3cret-of-the-site";

    @TempDir
    Path home;

    private static String basic(String user) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + SECRET).getBytes(UTF_8));
    }

    private static Fault only(String header, String value) {
        return reply -> {
            if (reply.asked(header).equals(value)) reply.send();
            else Fault.status(401).answer(reply);
        };
    }

    private static void ran(Ended ended) {
        assertThat(ended.status()).as(ended.toString()).isZero();
        assertThat(ended.out()).isEqualTo("part\n");
    }

    @Test
    void netrc_opens_a_site_on_loopback_and_its_password_is_never_shown() throws Exception {
        try (TestNet net = TestNet.start()) {
            Path netrc = Files.writeString(
                    home.resolve("passwords"), "machine 127.0.0.1 login someone password " + SECRET + "\n");
            User user = new User(home).asking(net.keyInfo().uri()).with("NETRC", netrc.toString());
            Part part = Part.publish(net, "part");
            net.feeds().fault(part.path(), only("authorization", basic("someone")));
            net.archives().fault(part.archive(), only("authorization", basic("someone")));

            Ended ended = user.slipway("run", "-vv", net.feeds().uri(part.path()));

            ran(ended);
            assertThat(ended.err()).doesNotContain(SECRET).doesNotContain(basic("someone"));
        }
    }

    @Test
    void without_the_password_the_site_stays_closed() throws Exception {
        try (TestNet net = TestNet.start()) {
            User user = new User(home).asking(net.keyInfo().uri());
            Part part = Part.publish(net, "part");
            net.feeds().fault(part.path(), only("authorization", basic("someone")));

            Ended ended = user.slipway("run", net.feeds().uri(part.path()));

            assertThat(ended.status()).isEqualTo(1);
            assertThat(ended.err()).contains("401");
        }
    }

    @Test
    void a_header_is_for_its_site_only_and_lost_in_a_redirect_to_another() throws Exception {
        try (TestNet net = TestNet.start()) {
            User user = new User(home)
                    .asking(net.keyInfo().uri())
                    .configured("headers", net.feeds().uri() + " X-Token: " + SECRET + "\n");
            Part part = Part.publish(net, "part");
            net.feeds().fault(only("x-token", SECRET));
            Site other = net.keyInfo();
            other.put("/elsewhere.xml", net.feeds().get(part.path()));
            net.feeds().fault(part.path(), reply -> {
                if (reply.asked("x-token").equals(SECRET))
                    Fault.redirect(other.uri("/elsewhere.xml")).answer(reply);
                else Fault.status(401).answer(reply);
            });

            Ended ended = user.slipway("run", "-vv", net.feeds().uri(part.path()));

            ran(ended);
            assertThat(ended.err()).doesNotContain(SECRET);
            assertThat(other.hits()).isNotEmpty().allSatisfy(hit -> assertThat(hit.headers())
                    .doesNotContainKey("x-token"));
            assertThat(net.archives().hits()).isNotEmpty().allSatisfy(hit -> assertThat(hit.headers())
                    .doesNotContainKey("x-token"));
        }
    }
}
