package org.slipway.testnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slipway.api.mirror.MirrorStrategy.FeedMirror;
import org.slipway.model.FeedUri;

class NetMirrorTest {
    private final TestNet net = TestNet.start();

    @AfterEach
    void stop() {
        net.close();
    }

    private static byte[] get(URI uri) throws IOException {
        try (InputStream in = uri.toURL().openStream()) {
            return in.readAllBytes();
        }
    }

    @Test
    void what_is_mirrored_is_where_the_strategy_says() throws Exception {
        DemoWorld world = DemoWorld.publish(net);
        URI library = net.feeds().uri(DemoWorld.LIBRARY);

        FeedMirror copy = net.mirrorStrategy()
                .feed(new FeedUri.Remote(library.toString()))
                .get(0);
        URI archive = net.mirrorStrategy().archive(world.runner().href()).get(0);

        assertThat(get(copy.feed())).isEqualTo(net.feeds().get(DemoWorld.LIBRARY));
        assertThat(get(copy.keys().resolve(net.key().keyId() + ".gpg")))
                .isEqualTo(net.key().armoured());
        assertThat(get(archive)).isEqualTo(world.runner().archive());
    }

    @Test
    void it_has_nothing_of_other_hosts() {
        assertThat(net.mirrorStrategy().feed(new FeedUri.Remote("http://127.0.0.1:1/x.xml")))
                .isEmpty();
        assertThat(net.mirrorStrategy().archive(URI.create("https://example.com/x.zip")))
                .isEmpty();
    }
}
