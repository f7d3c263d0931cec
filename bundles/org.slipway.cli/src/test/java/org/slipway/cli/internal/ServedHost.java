package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.osgi.util.promise.Promise;
import org.slipway.api.driver.Driver;
import org.slipway.async.Done;
import org.slipway.async.Promising;
import org.slipway.async.Switch;
import org.slipway.testkit.AwaitingLoop;
import org.slipway.testkit.TestHost;
import org.slipway.testkit.TestPlaces;
import org.slipway.testkit.TestSettings;

/** A host with a real socket, and clients of it. */
final class ServedHost {
    static final Duration IDLE = Duration.ofMinutes(15);

    final AwaitingLoop loop = new AwaitingLoop();
    final Switch signal = loop.scope();
    final ByteArrayOutputStream said = new ByteArrayOutputStream();
    final List<SocketChannel> open = new ArrayList<>();
    MeetingPlace place;
    String token;
    ResidentHost host;
    Promise<Done> served;

    void start(Path folder, Driver driver, Guests guests) throws Exception {
        TestPlaces places = new TestPlaces(folder);
        List<Object> parts = new ArrayList<>(
                List.of(loop, new TestHost(Map.of("SECRET", "of the host")), places, new TestSettings()));
        if (driver != null) parts.add(driver);
        Services services = SomeServices.of(parts.toArray());
        PrintStream out = new PrintStream(said, true, UTF_8);
        place = MeetingPlace.of(places);
        MeetingPlace.Held held = place.take();
        token = held.token();
        served = Promising.using(loop.promises(), signal, scope -> {
            host = new ResidentHost(services, new Console(out, out, false), guests, held, IDLE, scope);
            return host.serve();
        });
        loop.run();
    }

    void stop() throws IOException {
        signal.off();
        loop.awaitUntil(() -> {
            // A client that does not listen gets some time to do so.
            loop.advance(Duration.ofSeconds(2));
            return served.isDone();
        });
        loop.await(served);
        assertThat(Files.exists(place.path(), LinkOption.NOFOLLOW_LINKS)).isFalse();
        assertThat(place.tokenFile()).doesNotExist();
        for (SocketChannel client : open) client.close();
    }

    SocketChannel connect(String says) throws IOException {
        SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(place.path()));
        open.add(client);
        say(client, says.getBytes(UTF_8));
        return client;
    }

    static void say(SocketChannel client, byte... said) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(said);
        while (bytes.hasRemaining()) client.write(bytes);
    }

    /** All that comes until the host ends the connection. */
    String heard(SocketChannel client) {
        return loop.await(loop.apart(() -> new String(new Inlet(client).readAllBytes(), UTF_8)));
    }
}
