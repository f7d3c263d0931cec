package org.slipway.examples.nearest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.mirror.MirrorStrategy;
import org.slipway.testkit.AwaitingLoop;
import org.slipway.testkit.MirrorStrategyContract;
import org.slipway.testkit.TestPlaces;

class NearestMirrorTest extends MirrorStrategyContract {
    private static final URI ARCHIVE = URI.create("https://files.example.com/a-1.zip");

    @TempDir
    Path home;

    private final AwaitingLoop loop = new AwaitingLoop();

    @Override
    protected MirrorStrategy strategy() throws IOException {
        return knowing("http://one.example/files/", "http://two.example/files/");
    }

    private MirrorStrategy knowing(String... mirrors) throws IOException {
        TestPlaces places = new TestPlaces(home);
        Path file = places.config().resolve("injector/mirrors");
        Files.createDirectories(file.getParent());
        Files.writeString(file, String.join("\n", mirrors));
        return new NearestMirror(loop, places);
    }

    @Test
    void the_one_that_answers_comes_before_the_one_that_does_not() throws Exception {
        try (Socket closed = new Socket();
                ServerSocket here = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            closed.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            String far = "http://127.0.0.1:" + closed.getLocalPort() + "/";
            String near = "http://127.0.0.1:" + here.getLocalPort() + "/";
            MirrorStrategy strategy = knowing(far, near);

            loop.awaitUntil(
                    () -> strategy.archive(ARCHIVE).get(0).toString().equals(near + "files.example.com/a-1.zip"));

            assertThat(strategy.archive(ARCHIVE)).hasSize(2);
        }
    }
}
