package org.slipway.transport.jetty.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * The certificate authorities that servers are believed by: those of the JDK, of the operating system, and of the file that
 * {@code SSL_CERT_FILE} names. Whoever gave the JDK a trust store of its own choice gets that instead of the first two.
 *
 * @param problem for the user, of a file that was named and cannot be read
 */
record TrustRoots(KeyStore certificates, Optional<String> problem) {

    private static final String FILE = "SSL_CERT_FILE";
    private static final Path SYSTEM = Path.of("/etc/ssl/certs/ca-certificates.crt");
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN (?:TRUSTED )?CERTIFICATE-----([^-]*)-----END (?:TRUSTED )?CERTIFICATE-----");

    static TrustRoots of(Map<String, String> environment) throws GeneralSecurityException, IOException {
        return of(environment, SYSTEM);
    }

    static TrustRoots of(Map<String, String> environment, Path system) throws GeneralSecurityException, IOException {
        Set<Certificate> roots = new LinkedHashSet<>(ofJava());
        if (System.getProperty("javax.net.ssl.trustStore") == null && Files.isReadable(system))
            roots.addAll(in(system));
        Optional<String> named = Optional.ofNullable(environment.get(FILE)).filter(path -> !path.isBlank());
        Optional<String> problem = Optional.empty();
        if (named.isPresent()) {
            try {
                roots.addAll(in(Path.of(named.get())));
            } catch (IOException | IllegalArgumentException unreadable) {
                problem = Optional.of(FILE + "=" + named.get() + " cannot be read");
            }
        }
        return new TrustRoots(store(roots), problem);
    }

    private static List<X509Certificate> ofJava() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        return Stream.of(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .flatMap((TrustManager manager) -> Stream.of(((X509TrustManager) manager).getAcceptedIssuers()))
                .toList();
    }

    private static List<Certificate> in(Path bundle) throws CertificateException, IOException {
        String text = Files.readString(bundle, StandardCharsets.ISO_8859_1);
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        return PEM.matcher(text)
                .results()
                .flatMap(block -> certificate(factory, block).stream())
                .toList();
    }

    /** Nothing for a kind of certificate that the JDK cannot read: the others of the file are good all the same. */
    private static Optional<Certificate> certificate(CertificateFactory factory, MatchResult block) {
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(block.group(1));
            return Optional.of(factory.generateCertificate(new ByteArrayInputStream(bytes)));
        } catch (CertificateException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static KeyStore store(Set<Certificate> roots) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Certificate root : roots) store.setCertificateEntry("root" + number++, root);
        return store;
    }
}
