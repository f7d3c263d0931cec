package org.slipway.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ServerSocketFactory;

/**
 * A small HTTP server on loopback that answers as the test says, be it against the protocol. It is made of plain sockets so
 * that it can misbehave. Safe for any thread.
 */
public final class ScriptedServer implements AutoCloseable {

    /** Answers one request; what it throws ends the connection. */
    @FunctionalInterface
    public interface Answer {
        void to(Seen request, Wire wire) throws IOException;
    }

    /** What clients really meet: it may speak another protocol with them than with the server behind it. */
    @FunctionalInterface
    public interface Front {

        /**
         * Begins to listen, and says on which port.
         *
         * @param behind the server's own port
         */
        int listen(int behind) throws Exception;
    }

    /**
     * A request as it came.
     *
     * @param target as in the request line
     * @param headers with names in lower case
     */
    public record Seen(String method, String target, Map<String, String> headers) {}

    private final String scheme;
    private final ServerSocket socket;
    private final int port;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Seen> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicInteger busiest = new AtomicInteger();

    /** A server for http, on a free port. */
    public ScriptedServer() throws IOException {
        this("http", ServerSocketFactory.getDefault());
    }

    /** A server for another scheme, such as {@code https} with an SSL socket factory. */
    public ScriptedServer(String scheme, ServerSocketFactory sockets) throws IOException {
        this.scheme = scheme;
        this.socket = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.port = socket.getLocalPort();
        daemon(this::accept);
    }

    /** A server for http behind another one, for another scheme. */
    public ScriptedServer(String scheme, Front front) throws Exception {
        this.scheme = scheme;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.port = front.listen(socket.getLocalPort());
        daemon(this::accept);
    }

    /** Answers requests for a path, whatever their query; {@code *} for all others. */
    public ScriptedServer on(String path, Answer answer) {
        answers.put(path, answer);
        return this;
    }

    public URI uri(String pathAndQuery) {
        return URI.create(scheme + "://127.0.0.1:" + port() + pathAndQuery);
    }

    public int port() {
        return port;
    }

    /** All that came so far, in order. */
    public List<Seen> requests() {
        return List.copyOf(requests);
    }

    /** The targets of {@link #requests()}. */
    public List<String> targets() {
        return requests.stream().map(Seen::target).toList();
    }

    /** How many connections are open now. */
    public int connections() {
        return connections.size();
    }

    /** How many connections there ever were. */
    public int accepted() {
        return accepted.get();
    }

    /** The most requests that were ever answered at the same time. */
    public int busiest() {
        return busiest.get();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket connection : connections) connection.close();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connections.add(connection);
                accepted.incrementAndGet();
                daemon(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            Wire wire = new Wire(connection);
            for (Seen request = wire.read(); request != null && !wire.isEnded(); request = wire.read())
                answer(request, wire);
        } catch (IOException ended) {
            // The client has let go, or the script wanted it so: either way this connection is over.
            return;
        } finally {
            connections.remove(connection);
        }
    }

    private void answer(Seen request, Wire wire) throws IOException {
        busiest.accumulateAndGet(busy.incrementAndGet(), Math::max);
        wire.begin(busy::decrementAndGet);
        try {
            // Not before it counts as one that is being answered: the test may go on.
            requests.add(request);
            String path = request.target().replaceAll("\\?.*", "");
            Answer other = answers.getOrDefault("*", Answers.status("404 Not Found"));
            answers.getOrDefault(path, other).to(request, wire);
        } finally {
            wire.ending();
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }
}
