package org.slipway.transport.jetty.internal;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Believes servers by the {@link TrustRoots}, which are read while the first connection is being made: reading them takes as
 * long as all else that a client needs for its start.
 */
final class LaterTrust extends X509ExtendedTrustManager {

    private record Known(X509ExtendedTrustManager manager, Optional<String> problem) {}

    private final Callable<TrustRoots> reading;
    private final Later<Known> known = new Later<>("slipway-trust-roots", this::read);

    LaterTrust(Callable<TrustRoots> reading) {
        this.reading = reading;
    }

    /** Somebody is going to ask. */
    void begin() {
        known.begin();
    }

    private Known read() throws Exception {
        TrustRoots roots = reading.call();
        return new Known(manager(roots), roots.problem());
    }

    private static X509ExtendedTrustManager manager(TrustRoots roots) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(roots.certificates());
        return Stream.of(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new CertificateException("this Java cannot check certificates"));
    }

    SSLContext context() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {this}, null);
        return context;
    }

    /** What is to be said when a server's certificate is not believed. Blocks until the roots have been read. */
    Optional<String> problem() {
        try {
            return known().problem();
        } catch (CertificateException saidAlready) {
            return Optional.empty();
        }
    }

    private Known known() throws CertificateException {
        try {
            return known.get();
        } catch (ExecutionException unreadable) {
            Throwable why = unreadable.getCause();
            throw new CertificateException(
                    "the certificate authorities of Java and of this system cannot be read: " + why.getMessage(), why);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new CertificateException("interrupted", ending);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) throws CertificateException {
        known().manager().checkServerTrusted(chain, kind, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) throws CertificateException {
        known().manager().checkServerTrusted(chain, kind, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        known().manager().checkServerTrusted(chain, kind);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) throws CertificateException {
        throw noClients();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) throws CertificateException {
        throw noClients();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        throw noClients();
    }

    private static CertificateException noClients() {
        return new CertificateException("nobody is served here");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
