package org.slipway.testnet;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.NetworkChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** One answer to one request. */
public final class Reply {
    private final Request request;
    private final Response response;
    private final Callback end;
    private final byte[] body;

    Reply(Request request, Response response, Callback end, byte[] body) {
        this.request = request;
        this.response = response;
        this.end = end;
        this.body = body;
    }

    /** The resource as it should be; a copy. */
    public byte[] body() {
        return body.clone();
    }

    public Reply status(int status) {
        response.setStatus(status);
        return this;
    }

    public Reply header(String name, String value) {
        response.getHeaders().put(name, value);
        return this;
    }

    /** Announces a length. */
    public Reply announce(long length) {
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
        return this;
    }

    /** Sends everything, as it should be. */
    public void send() {
        send(body);
    }

    /** Sends something else, with its length, and ends. */
    public void send(byte[] bytes) {
        announce(bytes.length);
        response.write(true, ByteBuffer.wrap(bytes), end);
    }

    /** Sends a part of the body. */
    public void part(int from, int length, Runnable then) {
        ByteBuffer part = ByteBuffer.wrap(body, from, Math.min(length, body.length - from));
        response.write(false, part, Callback.from(then, end::failed));
    }

    /** Nothing more comes. */
    public void end() {
        response.write(true, ByteBuffer.allocate(0), end);
    }

    /** Does something later. */
    public void after(Duration delay, Runnable action) {
        request.getComponents().getScheduler().schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends the connection in order, whatever has been sent. */
    public void drop() {
        endPoint().close();
    }

    /** Breaks the connection. */
    public void reset() {
        if (endPoint().getTransport() instanceof NetworkChannel socket) {
            try {
                socket.setOption(StandardSocketOptions.SO_LINGER, 0);
            } catch (IOException closedAlready) {
                end.failed(closedAlready);
            }
        }
        endPoint().close();
    }

    private EndPoint endPoint() {
        return request.getConnectionMetaData().getConnection().getEndPoint();
    }
}
