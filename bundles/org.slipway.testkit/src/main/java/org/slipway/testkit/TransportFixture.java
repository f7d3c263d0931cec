package org.slipway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.util.promise.Promise;
import org.slipway.api.transport.Download;
import org.slipway.api.transport.DownloadRequest;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.api.transport.NetworkProblem.Kind;
import org.slipway.api.transport.TransferListener;
import org.slipway.api.transport.Transport;
import org.slipway.async.Loop;
import org.slipway.async.Switch;

/** What the contract tests of http transports have in common: a loop, a server, and a transport between them. */
public abstract class TransportFixture {

    @TempDir
    protected Path directory;

    protected final AwaitingLoop loop = new AwaitingLoop();
    protected final Switch scope = loop.scope();
    protected final TestSettings settings = new TestSettings();
    protected final List<URI> placed = new ArrayList<>();
    protected ScriptedServer server;
    protected Transport transport;
    private int files;

    /**
     * The transport to test. It takes its limits from {@link #settings}, and every time from the loop but that of
     * connecting.
     */
    protected abstract Transport transport(Loop loop);

    /** Called after each test. */
    protected abstract void stop(Transport transport);

    /** A server that speaks what is to be tested. */
    protected ScriptedServer newServer() throws Exception {
        return new ScriptedServer();
    }

    /** What the transport is to know of the network. */
    protected TestNetwork newNetwork() {
        return new TestNetwork();
    }

    @BeforeEach
    void startServer() throws Exception {
        settings.network = newNetwork().network();
        server = newServer();
        transport = transport(loop);
    }

    @AfterEach
    void stopServer() throws IOException {
        scope.off();
        loop.run();
        stop(transport);
        server.close();
    }

    protected final Path file() {
        return directory.resolve("file" + ++files);
    }

    protected final DownloadRequest.Builder request(URI uri) {
        return DownloadRequest.to(uri, file()).listener(new TransferListener() {
            @Override
            public void placed(URI site) {
                placed.add(site);
            }
        });
    }

    protected final Promise<Download> start(URI uri) {
        return start(uri, scope);
    }

    protected final Promise<Download> start(URI uri, Switch until) {
        return transport.download(request(uri).build(), until);
    }

    protected final Download outcome(DownloadRequest.Builder request) {
        return loop.await(transport.download(request.build(), scope));
    }

    protected final Download outcome(String path) {
        return outcome(request(server.uri(path)));
    }

    /** The text that was fetched. */
    protected static String text(Download download) {
        assertThat(download).isInstanceOf(Download.Fetched.class);
        Download.Fetched fetched = (Download.Fetched) download;
        try {
            assertThat(fetched.size()).isEqualTo(Files.size(fetched.file()));
            return Files.readString(fetched.file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The problem that the download failed with. */
    protected static NetworkProblem problem(Download download) {
        assertThat(download).isInstanceOf(Download.NetworkFailure.class);
        return ((Download.NetworkFailure) download).problem();
    }

    protected static void assertFails(Download download, Kind kind) {
        assertThat(problem(download)).extracting(NetworkProblem::kind).isEqualTo(kind);
    }

    protected static void assertFails(Download download, Kind kind, String detail) {
        assertFails(download, kind);
        assertThat(problem(download).detail()).contains(detail);
    }
}
