package org.slipway.cli.internal;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** {@code store serve}: gives implementations to others over HTTP, each as an archive made on the way, until it is stopped. */
final class StoreServe extends StoreCommand {
    private static final int PATIENCE_MILLIS = 200;
    private static final int AT_A_TIME = 16;
    private static final int LAST_PORT = 65535;

    private final ArchiveWriters writers;

    StoreServe(Services services, Console console, ArchiveWriters writers) {
        super(services, console, "store serve", "[PORT]", Option.JSON);
        this.writers = writers;
    }

    @Override
    int work(Invocation invocation, Task task) throws Exception {
        List<String> words = invocation.words();
        if (words.size() > 1) throw new WrongUsage();
        int port = words.isEmpty() ? 0 : port(words.get(0));
        ExecutorService visitors = new ThreadPoolExecutor(0, AT_A_TIME, 1, TimeUnit.SECONDS, new SynchronousQueue<>());
        try (ServerSocket server = new ServerSocket()) {
            server.bind(new InetSocketAddress(port));
            server.setSoTimeout(PATIENCE_MILLIS);
            console.print(
                    invocation.has(Option.JSON)
                            ? new JsonObject()
                                    .with("port", server.getLocalPort())
                                    .line()
                            : "Serving implementations on port " + server.getLocalPort());
            console.finish();
            announced(server, visitors, task);
        } finally {
            visitors.shutdownNow();
        }
        return 0;
    }

    /** Where nobody can be told of it, it is served all the same. */
    private void announced(ServerSocket server, ExecutorService visitors, Task task) throws IOException {
        Beacon beacon;
        try {
            beacon = Beacon.light(new Presence(UUID.randomUUID().toString(), server.getLocalPort()));
        } catch (IOException | UnsupportedOperationException cause) {
            console.warn("others in the network do not find this store by themselves: " + cause.getMessage());
            serve(server, visitors, task);
            return;
        }
        try (beacon) {
            serve(server, visitors, task);
        }
    }

    private static int port(String text) throws Complaint {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= LAST_PORT) return port;
        } catch (NumberFormatException nonsense) {
            // It is none, either.
        }
        throw new Complaint("'" + text + "' is no port: it must be a number from 0 to " + LAST_PORT, Status.USAGE);
    }

    private void serve(ServerSocket server, ExecutorService visitors, Task task) throws IOException {
        while (task.isWanted()) {
            Socket visitor;
            try {
                visitor = server.accept();
            } catch (SocketTimeoutException nobody) {
                continue;
            }
            try {
                visitors.execute(new Visit(visitor, services.store, writers, task));
            } catch (RejectedExecutionException tooMany) {
                visitor.close();
            }
        }
    }
}
