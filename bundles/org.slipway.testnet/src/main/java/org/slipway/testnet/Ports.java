package org.slipway.testnet;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

final class Ports {
    private Ports() {}

    /** A port that nobody listens at, and nobody else gets. */
    static final class Closed implements Closeable {
        private final Socket bound = new Socket();

        Closed() {
            try {
                bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        URI uri(String path) {
            return URI.create("http://127.0.0.1:" + bound.getLocalPort() + path);
        }

        @Override
        public void close() throws IOException {
            bound.close();
        }
    }

    /** A port whose queue of connections is full, and nobody takes one out. */
    static final class Deaf implements Closeable {
        private static final int FULL_AFTER_MILLIS = 100;

        private final ServerSocket listening;
        private final List<Socket> queue = new ArrayList<>();

        Deaf() {
            try {
                listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                fill();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void fill() throws IOException {
            for (; ; ) {
                Socket socket = new Socket();
                queue.add(socket);
                try {
                    socket.connect(listening.getLocalSocketAddress(), FULL_AFTER_MILLIS);
                } catch (SocketTimeoutException full) {
                    return;
                }
            }
        }

        URI uri(String path) {
            return URI.create("http://127.0.0.1:" + listening.getLocalPort() + path);
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : queue) socket.close();
            listening.close();
        }
    }
}
