package org.slipway.itests.karaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.testnet.DemoWorld;
import org.slipway.testnet.TestNet;

/** The features repository in Karaf: from the URI of a signed feed to what it needs. */
class KarafTest {
    private static final long PATIENCE_SECONDS = 70;

    @TempDir
    Path home;

    @TempDir
    Path installation;

    @Test
    void the_features_do_the_main_job_in_karaf() throws Exception {
        assumeTrue(Runtime.version().feature() < 24, "skipped: Karaf needs Java 17");
        Path result = home.resolve("result");
        try (TestNet net = TestNet.start()) {
            Path global =
                    Files.createDirectories(home.resolve("config/injector")).resolve("global");
            Files.writeString(
                    global, "[global]\nkey_info_server = " + net.keyInfo().uri() + "\n");
            DemoWorld world = DemoWorld.publish(net);
            Map<String, String> environment =
                    Map.of("HOME", home.toString(), "ZEROINSTALL_PORTABLE_BASE", home.toString());
            Map<String, String> properties = Map.of(
                    MainJobInKaraf.FEED, world.feed().toString(),
                    MainJobInKaraf.RESULT, result.toString());
            try (Karaf karaf = new Karaf(installation, environment, properties)) {
                assertThat(karaf.await(result, PATIENCE_SECONDS)).isEqualTo("Complete 3");
            }
        }
    }
}
