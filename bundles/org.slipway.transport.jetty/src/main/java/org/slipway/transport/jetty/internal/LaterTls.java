package org.slipway.transport.jetty.internal;

import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * TLS, which takes as long to load as all else that the client has, and is not wanted where everything comes over http: made
 * beside the client's start where it is known to be wanted, and else by the first connection that needs it.
 */
final class LaterTls extends SslContextFactory.Client {
    private final FutureTask<SslContextFactory.Client> made;
    private volatile SslContextFactory.Client running;

    LaterTls(Callable<SSLContext> context) {
        this.made = new FutureTask<>(() -> {
            SslContextFactory.Client tls = new SslContextFactory.Client();
            tls.setSslContext(context.call());
            tls.start();
            running = tls;
            return tls;
        });
    }

    /** Somebody is going to want it. */
    void begin() {
        Daemon.start("slipway-jetty-tls", made);
    }

    private SslContextFactory.Client made() {
        try {
            made.run();
            return made.get();
        } catch (ExecutionException impossibleHere) {
            Throwable why = impossibleHere.getCause();
            throw new IllegalStateException("this Java cannot use TLS: " + why.getMessage(), why);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", ending);
        }
    }

    @Override
    public SSLEngine newSSLEngine() {
        return made().newSSLEngine();
    }

    @Override
    public SSLEngine newSSLEngine(String host, int port) {
        return made().newSSLEngine(host, port);
    }

    @Override
    public SSLEngine newSSLEngine(InetSocketAddress address) {
        return made().newSSLEngine(address);
    }

    /** Nothing yet. */
    @Override
    protected void doStart() {}

    @Override
    protected void doStop() throws Exception {
        if (running != null) running.stop();
    }
}
