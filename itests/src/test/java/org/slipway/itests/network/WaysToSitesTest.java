package org.slipway.itests.network;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.itests.distribution.Ended;
import org.slipway.itests.distribution.User;
import org.slipway.testnet.Fault;
import org.slipway.testnet.Site;
import org.slipway.testnet.TestNet;

/** Sites that are reached in a way of their own: with certificates of an unknown authority, or through a proxy. */
class WaysToSitesTest {
    private static final String PROXY_USER = "someone:s3cret";

    @TempDir
    Path home;

    private static void ran(Ended ended) {
        assertThat(ended.status()).as(ended.toString()).isZero();
        assertThat(ended.out()).isEqualTo("part\n");
    }

    /** Puts a feed of its own on a site for https, with its key and its archive. */
    private static URI publish(TestNet net, Site site) {
        return site.uri(Part.publishAt(net, site, "part").path());
    }

    @Test
    void an_unknown_authority_is_refused_unless_the_environment_or_the_settings_name_it() throws Exception {
        SelfSigned host = SelfSigned.make(home, "localhost");
        try (TestNet net = TestNet.start()) {
            User user = new User(home).asking(net.keyInfo().uri());
            URI feed = publish(net, net.secure(host.keys(), SelfSigned.PASSWORD));

            Ended refused = user.slipway("run", feed);
            assertThat(refused.status()).as(refused.toString()).isEqualTo(1);
            assertThat(refused.err()).contains("secure connection");

            Ended set = user.slipway("config", "certificates", host.certificate());
            assertThat(set.status()).as(set.toString()).isZero();
            ran(user.slipway("run", feed));
        }
    }

    @Test
    void the_environment_names_an_authority() throws Exception {
        SelfSigned host = SelfSigned.make(home, "localhost");
        try (TestNet net = TestNet.start()) {
            User user = new User(home)
                    .asking(net.keyInfo().uri())
                    .with("SSL_CERT_FILE", host.certificate().toString());

            ran(user.slipway("run", publish(net, net.secure(host.keys(), SelfSigned.PASSWORD))));
        }
    }

    @Test
    void a_redirect_from_https_to_http_is_refused_unless_it_is_configured() throws Exception {
        SelfSigned host = SelfSigned.make(home, "localhost");
        try (TestNet net = TestNet.start()) {
            User user = new User(home)
                    .asking(net.keyInfo().uri())
                    .with("SSL_CERT_FILE", host.certificate().toString());
            Site secure = net.secure(host.keys(), SelfSigned.PASSWORD);
            URI feed = publish(net, secure);
            net.feeds().put("/plain.xml", secure.get("/part.xml"));
            secure.fault("/part.xml", Fault.redirect(net.feeds().uri("/plain.xml")));

            Ended refused = user.slipway("run", feed);
            assertThat(refused.status()).as(refused.toString()).isEqualTo(1);
            assertThat(net.feeds().hits("/plain.xml")).isEmpty();

            Ended set = user.slipway("config", "downgrade", "True");
            assertThat(set.status()).as(set.toString()).isZero();
            ran(user.slipway("run", feed));
        }
    }

    @Test
    void the_environments_proxies_are_used_with_their_password_and_not_for_whom_no_proxy_names() throws Exception {
        try (TestNet net = TestNet.startBehindProxy();
                TestNet direct = TestNet.start()) {
            SelfSigned host = SelfSigned.make(home, TestNet.SECURE);
            String proxy = net.proxy().toString().replace("http://", "http://" + PROXY_USER + "@");
            User user = new User(home)
                    .asking(direct.keyInfo().uri())
                    .with("http_proxy", proxy)
                    .with("https_proxy", proxy)
                    .with("no_proxy", "127.0.0.1")
                    .with("SSL_CERT_FILE", host.certificate().toString());
            Part part = Part.publish(net, "part");
            Site site = net.secure(host.keys(), SelfSigned.PASSWORD);
            URI secure = site.uri(Part.publishAt(net, site, "secure").path());
            for (TestNet one : new TestNet[] {net, direct}) direct.vote(one.key(), "good", "known");

            ran(user.slipway("run", net.feeds().uri(part.path())));
            Ended tunnelled = user.slipway("select", secure);
            assertThat(tunnelled.status()).as(tunnelled.toString()).isZero();
            Ended beside = user.slipway(
                    "select", direct.feeds().uri(Part.publish(direct, "beside").path()));
            assertThat(beside.status()).as(beside.toString()).isZero();

            String proxyAuthorization = "Basic " + Base64.getEncoder().encodeToString(PROXY_USER.getBytes(UTF_8));
            assertThat(net.feeds().hits()).isNotEmpty().allSatisfy(hit -> assertThat(hit.headers())
                    .containsEntry("proxy-authorization", proxyAuthorization));
            assertThat(direct.feeds().hits()).isNotEmpty().allSatisfy(hit -> assertThat(hit.headers())
                    .doesNotContainKey("proxy-authorization"));
        }
    }
}
