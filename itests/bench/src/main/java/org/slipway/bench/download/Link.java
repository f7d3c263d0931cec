package org.slipway.bench.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** A server on loopback behind a link of a certain speed. */
final class Link implements AutoCloseable {
    private static final int SLICE = 16 * 1024;

    private final HttpServer server;
    private final Path directory;
    private volatile long bytesPerSecond;
    private volatile long firstByte;
    private volatile long lastByte;

    /** @param directory whose files are served */
    Link(Path directory) throws IOException {
        this.directory = directory;
        // Else the last few bytes leave when the client acknowledges those before, which it does after 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "link");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::serve);
        server.start();
    }

    String uri(Path file) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + file.getFileName();
    }

    /** From now on. */
    void limit(long bytes) {
        bytesPerSecond = bytes;
        lastByte = 0;
    }

    /** When the last download began, as {@link System#nanoTime} counts. */
    long firstByte() {
        return firstByte;
    }

    /** When its last byte was sent. */
    long lastByte() {
        return lastByte;
    }

    private void serve(HttpExchange exchange) throws IOException {
        Path file = directory
                .resolve(exchange.getRequestURI().getPath().substring(1))
                .normalize();
        exchange.sendResponseHeaders(200, Files.size(file));
        try (InputStream in = Files.newInputStream(file);
                OutputStream out = exchange.getResponseBody()) {
            firstByte = System.nanoTime();
            byte[] slice = new byte[SLICE];
            long sent = 0;
            for (int read; (read = in.read(slice)) >= 0; ) {
                out.write(slice, 0, read);
                sent += read;
                pause(firstByte + (long) (sent * 1e9 / bytesPerSecond));
            }
            lastByte = System.nanoTime();
        }
    }

    private static void pause(long until) {
        for (long left; (left = until - System.nanoTime()) > 0; ) LockSupport.parkNanos(left);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
