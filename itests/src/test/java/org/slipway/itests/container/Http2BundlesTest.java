package org.slipway.itests.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slipway.api.settings.Places;
import org.slipway.api.transport.Download;
import org.slipway.itests.network.SelfSigned;

/** HTTP/2 is spoken where its bundles are installed, with no help of a service loader's mediator. */
@InContainer
class Http2BundlesTest {

    @TempDir
    Path home;

    @Test
    void http2_is_spoken_with_its_bundles_and_http1_when_they_have_gone() throws Exception {
        SelfSigned host = SelfSigned.make(home, "localhost");
        Places places = new Home(home);
        Services.offer(Places.class, places);
        Path settings = places.config().resolve("injector/slipway");
        Files.createDirectories(settings.getParent());
        Files.writeString(settings, "[network]\ncertificates = " + host.certificate() + "\n");
        try (Http2Peer peer = new Http2Peer(host)) {
            Services.restart();
            assertFetches(peer, "with");

            uninstallHttp2();
            assertFetches(peer, "without");

            assertThat(peer.spoken()).containsExactly("h2", "http/1.1");
        }
    }

    private void assertFetches(Http2Peer peer, String name) throws Exception {
        Path file = home.resolve(name);
        assertThat(Job.fetch(peer.uri(), file)).isInstanceOf(Download.Fetched.class);
        assertThat(file).hasContent(Http2Peer.WORD);
    }

    private static void uninstallHttp2() throws Exception {
        List<Bundle> optional = Arrays.stream(Services.context().getBundles())
                .filter(bundle -> bundle.getSymbolicName().matches("org\\.eclipse\\.jetty\\.(http2|alpn\\.java)\\..*"))
                .toList();
        assertThat(optional).hasSize(5);
        for (Bundle bundle : optional) bundle.uninstall();
        CountDownLatch refreshed = new CountDownLatch(1);
        Services.context()
                .getBundle(0)
                .adapt(FrameworkWiring.class)
                .refreshBundles(optional, event -> refreshed.countDown());
        assertThat(refreshed.await(1, TimeUnit.MINUTES)).isTrue();
    }
}
