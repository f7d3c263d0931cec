package org.slipway.testnet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.NetworkChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/** What a request came by. Clients are expected to send nothing more before they have the answer. */
final class Connection {
    private final Request request;
    private final EndPoint endPoint;

    Connection(Request request) {
        this.request = request;
        this.endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
    }

    /** Whether the client has closed it. */
    boolean left() {
        try {
            return endPoint.fill(ByteBuffer.allocate(64).limit(0)) < 0;
        } catch (IOException broken) {
            return true;
        }
    }

    /** Does something when the client has closed it, or when it is closed here. */
    void whenLeft(Runnable action) {
        endPoint.fillInterested(Callback.from(
                () -> {
                    if (left()) action.run();
                    else whenLeft(action);
                },
                closed -> action.run()));
    }

    /** Sends bytes that need not be HTTP. */
    void write(String text, Runnable then) {
        Callback written = Callback.from(then, failure -> endPoint.close());
        endPoint.write(written, ByteBuffer.wrap(text.getBytes(ISO_8859_1)));
    }

    void after(Duration delay, Runnable action) {
        request.getComponents().getScheduler().schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    void close() {
        endPoint.close();
    }

    /** Closes it as if the host had crashed. */
    void reset() {
        if (endPoint.getTransport() instanceof NetworkChannel socket) {
            try {
                socket.setOption(StandardSocketOptions.SO_LINGER, 0);
            } catch (IOException closedAlready) {
                endPoint.close(closedAlready);
            }
        }
        endPoint.close();
    }
}
