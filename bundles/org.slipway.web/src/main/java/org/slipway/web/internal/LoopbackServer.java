package org.slipway.web.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import org.slipway.async.Done;
import org.slipway.async.Loop;
import org.slipway.async.Switch;

/**
 * Listens on this machine alone, at a port that nobody knows beforehand, for as long as a scope. Each connection brings one
 * request and is given little time for it; what waits does so apart from the loop, what decides is asked on it.
 */
final class LoopbackServer {
    private static final int MOST = 32;
    private static final int BACKLOG = 16;
    private static final long PATIENCE_NANOS = 5_000_000_000L;

    /** Nothing but our own three files, no frame around them, nothing written into the page but as text. */
    private static final List<String> HEADERS = List.of(
            "Cache-Control: no-store",
            "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script';"
                    + " trusted-types 'none'",
            "Cross-Origin-Opener-Policy: same-origin",
            "Cross-Origin-Resource-Policy: same-origin",
            "Referrer-Policy: no-referrer",
            "X-Content-Type-Options: nosniff",
            "X-Frame-Options: DENY",
            "Connection: close");

    private final Loop loop;
    private final ServerSocket socket;
    private final Set<Socket> open = new HashSet<>();
    private Function<Request, Reply> site = request -> Reply.refused(404, "Nothing is here");

    private LoopbackServer(Loop loop, ServerSocket socket) {
        this.loop = loop;
        this.socket = socket;
    }

    /** Blocks: off the loop. */
    static LoopbackServer listen(Loop loop) throws IOException {
        InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        return new LoopbackServer(loop, new ServerSocket(0, BACKLOG, here));
    }

    int port() {
        return socket.getLocalPort();
    }

    void serve(Function<Request, Reply> pages, Switch scope) {
        site = pages;
        scope.onOff(this::close);
        loop.apart(() -> {
            while (!socket.isClosed()) take(socket.accept());
            return Done.DONE;
        });
    }

    private void close() {
        quietly(socket);
        open.forEach(LoopbackServer::quietly);
        open.clear();
    }

    private void take(Socket connection) {
        loop.run(() -> {
            if (socket.isClosed() || open.size() >= MOST) {
                quietly(connection);
                return;
            }
            open.add(connection);
            loop.apart(() -> read(connection))
                    .map(site::apply)
                    .recover(failed -> Reply.refused(status(failed.getFailure()), "Not understood"))
                    .flatMap(reply -> loop.apart(() -> write(connection, reply)))
                    .onResolve(() -> open.remove(connection));
        });
    }

    private static int status(Throwable failure) {
        if (failure instanceof BadRequest bad) return bad.status();
        if (failure instanceof RuntimeException) return 500;
        return failure instanceof SocketTimeoutException ? 408 : 400;
    }

    private static Request read(Socket connection) throws IOException {
        InputStream in = new BufferedInputStream(connection.getInputStream());
        long end = System.nanoTime() + PATIENCE_NANOS;
        return new RequestReader((buffer, from, most) -> {
                    long left = (end - System.nanoTime()) / 1_000_000;
                    if (left <= 0) throw new SocketTimeoutException("too slow");
                    connection.setSoTimeout((int) left);
                    return in.read(buffer, from, most);
                })
                .read();
    }

    private Done write(Socket connection, Reply reply) throws IOException, InterruptedException {
        try (connection) {
            OutputStream out = connection.getOutputStream();
            if (reply instanceof Reply.Stream stream) follow(out, stream.watcher());
            else send(out, (Reply.Bytes) reply);
            return Done.DONE;
        }
    }

    private static void send(OutputStream out, Reply.Bytes reply) throws IOException {
        StringBuilder head = head(reply.status(), reply.type());
        head.append("Content-Length: ").append(reply.content().length).append("\r\n");
        reply.cookie()
                .ifPresent(cookie -> head.append("Set-Cookie: ").append(cookie).append("\r\n"));
        out.write(head.append("\r\n").toString().getBytes(US_ASCII));
        out.write(reply.content());
        out.flush();
    }

    private static StringBuilder head(int status, String type) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " \r\nContent-Type: " + type + "\r\n");
        HEADERS.forEach(header -> head.append(header).append("\r\n"));
        return head;
    }

    /** Server-sent events: the whole board whenever it has changed, and a comment now and then. */
    private void follow(OutputStream out, Watcher watcher) throws IOException, InterruptedException {
        try {
            out.write((head(200, "text/event-stream") + "\r\nretry: 500\n\n").getBytes(US_ASCII));
            out.flush();
            for (long sent = 0; ; ) {
                watcher.bell().await();
                Board.Sheet sheet = watcher.board().sheet();
                boolean news = sheet.number() != sent;
                out.write((news ? "data: " + sheet.text() + "\n\n" : ":\n\n").getBytes(UTF_8));
                out.flush();
                sent = sheet.number();
                loop.run(() -> watcher.board().delivered(watcher, sheet.number()));
                if (sheet.last()) return;
            }
        } finally {
            loop.run(() -> watcher.board().left(watcher));
        }
    }

    private static void quietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception gone) {
            // It was to be closed.
        }
    }
}
