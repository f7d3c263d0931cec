package org.slipway.transport.jetty.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocketFactory;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slipway.testkit.ScriptedServer;
import org.slipway.testkit.TestNetwork;

/** Scripted servers that are reached over HTTP/2, all with certificates of one authority. */
final class Http2Servers implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    private final List<Http2Front> fronts = new ArrayList<>();
    private int classes;
    private Path directory;
    private CertificateAuthority authority;
    private SSLContext context;

    @Override
    public void beforeAll(ExtensionContext test) throws Exception {
        if (classes++ > 0) return;
        directory = Files.createTempDirectory("slipway-http2-");
        authority = new CertificateAuthority(directory);
        context = authority.context("ip:127.0.0.1");
    }

    ScriptedServer server() throws Exception {
        return new ScriptedServer("https", behind -> {
            Http2Front front = new Http2Front(context, behind);
            fronts.add(front);
            return front.port();
        });
    }

    /** Of a server that is not one for HTTP/2. */
    SSLServerSocketFactory sockets() {
        return context.getServerSocketFactory();
    }

    /** In the order of their servers. */
    Http2Front front(int number) {
        return fronts.get(number);
    }

    /** A network that believes the servers. */
    TestNetwork network() {
        TestNetwork network = new TestNetwork();
        network.certificates = Optional.of(authority.bundle());
        return network;
    }

    @Override
    public void afterEach(ExtensionContext test) throws Exception {
        for (Http2Front front : fronts) front.stop();
        fronts.clear();
    }

    @Override
    public void afterAll(ExtensionContext test) throws IOException {
        if (--classes > 0) return;
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
