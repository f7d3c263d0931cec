package org.slipway.transport.jetty.internal;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * TLS, which takes as long to load as all else that a client has, and is not wanted where everything comes over http: made
 * beside the client's start, or by the first connection that needs it.
 */
final class LaterTls extends SslContextFactory.Client {
    private final LaterTrust trust;
    private final Callable<SSLContext> context;
    private final Later<SslContextFactory.Client> made = new Later<>("slipway-jetty-tls", this::make);

    LaterTls(LaterTrust trust) {
        this(trust, trust::context);
    }

    LaterTls(LaterTrust trust, Callable<SSLContext> context) {
        this.trust = trust;
        this.context = context;
    }

    /** Somebody is going to want it. */
    void begin() {
        trust.begin();
        made.begin();
    }

    private SslContextFactory.Client make() throws Exception {
        SslContextFactory.Client tls = new SslContextFactory.Client();
        tls.setSslContext(context.call());
        tls.start();
        return tls;
    }

    private SslContextFactory.Client made() {
        try {
            return made.get();
        } catch (ExecutionException missing) {
            Throwable why = missing.getCause();
            throw new IllegalStateException(new SSLException("this Java cannot use TLS: " + why.getMessage(), why));
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", ending);
        }
    }

    /** As {@link LaterTrust#problem}. */
    Optional<String> trustProblem() {
        return trust.problem();
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

    /** Nothing that another client could not use. */
    @Override
    protected void doStop() {}
}
