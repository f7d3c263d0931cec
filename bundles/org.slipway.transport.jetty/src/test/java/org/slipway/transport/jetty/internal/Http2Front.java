package org.slipway.transport.jetty.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.SSLContext;

import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.api.server.ServerSessionListener;
import org.eclipse.jetty.http2.frames.DataFrame;
import org.eclipse.jetty.http2.frames.GoAwayFrame;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.http2.server.RawHTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.RateControl;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slipway.transport.jetty.internal.Http1Back.Malformed;

/** Speaks HTTP/2 for a scripted server behind it: what that one does wrong in HTTP/1.1, this one does in HTTP/2. */
final class Http2Front {

    private static final String ALPN = "alpn";

    private final int behind;
    private final Server server = new Server();
    private final ServerConnector connector;
    private final Deque<Http1Back> idle = new ConcurrentLinkedDeque<>();
    private final Map<Stream, Http1Back> busy = new ConcurrentHashMap<>();
    private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger streams = new AtomicInteger();

    /** @param behind the port of the scripted server */
    Http2Front(SSLContext context, int behind) throws Exception {
        this.behind = behind;
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSslContext(context);
        RawHTTP2ServerConnectionFactory http2 = new RawHTTP2ServerConnectionFactory(new Listener());
        http2.setRateControlFactory(new RateControl.Factory() {});
        this.connector = new ServerConnector(
                server,
                new SslConnectionFactory(tls, ALPN),
                new ALPNServerConnectionFactory(http2.getProtocol()),
                http2);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.start();
    }

    int port() {
        return connector.getLocalPort();
    }

    /** How many connections there ever were. */
    int accepted() {
        return accepted.get();
    }

    /** How many connections are open now. */
    int connections() {
        return sessions.size();
    }

    /** How many requests there ever were. */
    int streams() {
        return streams.get();
    }

    void stop() throws Exception {
        server.stop();
        for (Http1Back back : idle) back.close();
        for (Http1Back back : busy.values()) back.close();
    }

    private final class Listener implements ServerSessionListener {

        @Override
        public void onAccept(Session session) {
            accepted.incrementAndGet();
            sessions.add(session);
        }

        @Override
        public void onClose(Session session, GoAwayFrame frame, Callback callback) {
            sessions.remove(session);
            session.getStreams().forEach(Http2Front.this::letGo);
            callback.succeeded();
        }

        @Override
        public void onFailure(Session session, Throwable failure, Callback callback) {
            sessions.remove(session);
            session.getStreams().forEach(Http2Front.this::letGo);
            callback.succeeded();
        }

        @Override
        public Stream.Listener onNewStream(Stream stream, HeadersFrame frame) {
            streams.incrementAndGet();
            Thread thread = new Thread(() -> answer(stream, (MetaData.Request) frame.getMetaData()), "http2-front");
            thread.setDaemon(true);
            thread.start();
            return new Stream.Listener() {
                @Override
                public void onReset(Stream gone, ResetFrame reset, Callback callback) {
                    letGo(gone);
                    callback.succeeded();
                }

                @Override
                public void onFailure(Stream gone, int error, String reason, Throwable failure, Callback callback) {
                    letGo(gone);
                    callback.succeeded();
                }
            };
        }
    }

    private void letGo(Stream stream) {
        Http1Back back = busy.remove(stream);
        if (back != null) back.close();
    }

    private void answer(Stream stream, MetaData.Request request) {
        ErrorCode error = ErrorCode.REFUSED_STREAM_ERROR;
        try {
            Http1Back back = back(stream);
            back.ask(request);
            Http1Back.Head head = back.head();
            error = ErrorCode.INTERNAL_ERROR;
            for (; head.isHint(); head = back.head()) send(stream, head, false);
            boolean empty = head.isEmpty();
            if (!empty) {
                send(stream, head, false);
                back.body(head, bytes -> send(stream, bytes, false));
            }
            // Before the end is told: who has it may ask again at once, and takes what is idle.
            busy.remove(stream);
            if (head.keeps()) idle.push(back);
            else back.close();
            if (empty) send(stream, head, true);
            else send(stream, ByteBuffer.allocate(0), true);
        } catch (Malformed notHttp) {
            reset(stream, ErrorCode.PROTOCOL_ERROR);
        } catch (IOException | ExecutionException broken) {
            reset(stream, error);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Http1Back back(Stream stream) throws IOException {
        Http1Back kept = idle.poll();
        Http1Back back = kept == null ? new Http1Back(behind) : kept;
        busy.put(stream, back);
        if (stream.isReset() || stream.isClosed()) letGo(stream);
        return back;
    }

    private static void send(Stream stream, Http1Back.Head head, boolean last)
            throws ExecutionException, InterruptedException {
        MetaData.Response response = new MetaData.Response(head.status(), null, HttpVersion.HTTP_2, head.fields());
        stream.headers(new HeadersFrame(stream.getId(), response, null, last)).get();
    }

    private static void send(Stream stream, ByteBuffer bytes, boolean last)
            throws ExecutionException, InterruptedException {
        stream.data(new DataFrame(stream.getId(), bytes, last)).get();
    }

    private void reset(Stream stream, ErrorCode error) {
        letGo(stream);
        stream.reset(new ResetFrame(stream.getId(), error.code), Callback.NOOP);
    }
}
