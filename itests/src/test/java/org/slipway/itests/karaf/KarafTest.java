package org.slipway.itests.karaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.itests.container.AnotherProgram;
import org.slipway.itests.container.Http2Peer;
import org.slipway.itests.network.SelfSigned;
import org.slipway.testnet.DemoWorld;
import org.slipway.testnet.TestNet;

/** The features repository in Karaf: from the URI of a signed feed to what it needs, and a download over HTTP/2. */
class KarafTest {
    private static final long PATIENCE_SECONDS = 200;

    @TempDir
    Path home;

    @TempDir
    Path installation;

    @Test
    void the_features_do_the_main_job_in_karaf_with_exchanged_formats_too_and_speak_http2_there() throws Exception {
        assumeTrue(Runtime.version().feature() < 24, "skipped: Karaf needs Java 17");
        SelfSigned host = SelfSigned.make(home, "localhost");
        Path result = home.resolve("result");
        try (TestNet net = TestNet.start();
                Http2Peer peer = new Http2Peer(host)) {
            Path config = Files.createDirectories(home.resolve("config/injector"));
            Files.writeString(
                    config.resolve("global"),
                    "[global]\nkey_info_server = " + net.keyInfo().uri() + "\n");
            Files.writeString(config.resolve("slipway"), "[network]\ncertificates = " + host.certificate() + "\n");
            DemoWorld world = DemoWorld.publish(net);
            Map<String, String> environment =
                    Map.of("HOME", home.toString(), "ZEROINSTALL_PORTABLE_BASE", home.toString());
            Map<String, String> properties = Map.of(
                    MainJobInKaraf.FEED, world.feed().toString(),
                    MainJobInKaraf.OTHER, AnotherProgram.publish(net).toString(),
                    MainJobInKaraf.WORD, peer.uri().toString(),
                    MainJobInKaraf.RESULT, result.toString());
            try (Karaf karaf = new Karaf(installation, environment, properties)) {
                assertThat(karaf.await(result, PATIENCE_SECONDS)).isEqualTo("Complete 3, Fetched, Complete 1");
            }
            assertThat(peer.spoken()).containsExactly("h2");
        }
    }
}
