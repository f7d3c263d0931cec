package org.slipway.web.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** Such as until there are files to open again. */
    private static final Duration REST = Duration.ofSeconds(1);

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
    private final Map<Socket, Switch> open = new HashMap<>();
    private final Set<Socket> reading = new LinkedHashSet<>();
    private Switch limits;
    private Function<Request, Reply> site = request -> Reply.refused(404, "Nothing is here");

    LoopbackServer(Loop loop, ServerSocket socket) {
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
        limits = scope;
        scope.onOff(this::close);
        accept(scope);
    }

    private void accept(Switch scope) {
        loop.apart(() -> {
                    while (!socket.isClosed()) take(socket.accept(), scope);
                    return Done.DONE;
                })
                .onFailure(failed -> {
                    if (!socket.isClosed()) loop.pause(REST, scope).onSuccess(rested -> accept(scope));
                });
    }

    private void close() {
        quietly(socket);
        open.keySet().forEach(LoopbackServer::quietly);
        open.clear();
        reading.clear();
    }

    private void take(Socket connection, Switch scope) {
        loop.run(() -> {
            if (open.size() >= MOST) reading.stream().findFirst().ifPresent(this::drop);
            if (socket.isClosed() || open.size() >= MOST) {
                quietly(connection);
                return;
            }
            open.put(connection, limits.child());
            reading.add(connection);
            limit(connection);
            loop.apart(() -> new RequestReader(new BufferedInputStream(connection.getInputStream())).read())
                    .map(site::apply)
                    .recover(failed -> Reply.refused(status(failed.getFailure()), "Not understood"))
                    .flatMap(reply -> {
                        reading.remove(connection);
                        limit(connection);
                        return loop.apart(() -> write(connection, reply));
                    })
                    .onResolve(() -> drop(connection));
        });
    }

    /** Who reads or writes too slowly from now on is left alone. */
    private void limit(Socket connection) {
        if (!open.containsKey(connection)) return;
        free(connection);
        loop.after(PATIENCE, () -> drop(connection), open.get(connection));
    }

    private void free(Socket connection) {
        Switch before = open.get(connection);
        if (before != null) open.put(connection, limits.child());
        if (before != null) before.off();
    }

    private void drop(Socket connection) {
        quietly(connection);
        reading.remove(connection);
        Switch limit = open.remove(connection);
        if (limit != null) limit.off();
    }

    private static int status(Throwable failure) {
        if (failure instanceof BadRequest bad) return bad.status();
        if (failure instanceof RuntimeException) return 500;
        return 400;
    }

    private Done write(Socket connection, Reply reply) throws IOException, InterruptedException {
        try (connection) {
            OutputStream out = connection.getOutputStream();
            if (reply instanceof Reply.Stream stream) follow(connection, out, stream.watcher());
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
    private void follow(Socket connection, OutputStream out, Watcher watcher) throws IOException, InterruptedException {
        try {
            out.write((head(200, "text/event-stream") + "\r\nretry: 500\n\n").getBytes(US_ASCII));
            out.flush();
            for (long sent = 0; ; ) {
                loop.run(() -> free(connection));
                watcher.bell().await();
                loop.run(() -> limit(connection));
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
