package org.slipway.transport.jetty.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * The certificate authorities that servers are believed by: those of the JDK, of the operating system, of the file that
 * {@code SSL_CERT_FILE} names, and of the one that the settings name. Whoever gave the JDK a trust store of its own choice
 * gets that instead of the first two.
 *
 * @param problem for the user, of files that were named and cannot be read
 */
record TrustRoots(KeyStore certificates, Optional<String> problem) {

    private static final String VARIABLE = "SSL_CERT_FILE";
    private static final String SETTING = "certificates";
    private static final Path SYSTEM = Path.of("/etc/ssl/certs/ca-certificates.crt");
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN (?:TRUSTED )?CERTIFICATE-----([^-]*)-----END (?:TRUSTED )?CERTIFICATE-----");

    static TrustRoots of(Map<String, String> environment, Optional<Path> configured)
            throws GeneralSecurityException, IOException {
        return of(environment, configured, SYSTEM);
    }

    static TrustRoots of(Map<String, String> environment, Optional<Path> configured, Path system)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        // By their bytes: the files mostly repeat what the JDK has, and to read a certificate takes time.
        Set<ByteBuffer> known = new HashSet<>();
        for (X509Certificate root : ofJava())
            if (known.add(ByteBuffer.wrap(root.getEncoded()))) store.setCertificateEntry("root" + known.size(), root);
        if (System.getProperty("javax.net.ssl.trustStore") == null && Files.isReadable(system))
            add(system, known, store);
        List<String> problems = new ArrayList<>();
        for (Map.Entry<String, String> named : named(environment, configured).entrySet())
            if (!addNamed(named.getValue(), known, store))
                problems.add(named.getKey() + "=" + named.getValue() + " cannot be read");
        return new TrustRoots(store, problems.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", problems)));
    }

    /** The files that the user names, by what names them. */
    private static Map<String, String> named(Map<String, String> environment, Optional<Path> configured) {
        Map<String, String> named = new LinkedHashMap<>();
        Optional.ofNullable(environment.get(VARIABLE))
                .filter(file -> !file.isBlank())
                .ifPresent(file -> named.put(VARIABLE, file));
        configured.ifPresent(file -> named.put(SETTING, file.toString()));
        return named;
    }

    private static List<X509Certificate> ofJava() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        return Stream.of(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .flatMap((TrustManager manager) -> Stream.of(((X509TrustManager) manager).getAcceptedIssuers()))
                .toList();
    }

    private static boolean addNamed(String file, Set<ByteBuffer> known, KeyStore store)
            throws GeneralSecurityException {
        try {
            add(Path.of(file), known, store);
            return true;
        } catch (IOException | InvalidPathException unreadable) {
            return false;
        }
    }

    private static void add(Path bundle, Set<ByteBuffer> known, KeyStore store)
            throws GeneralSecurityException, IOException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        Matcher blocks = PEM.matcher(Files.readString(bundle, StandardCharsets.ISO_8859_1));
        while (blocks.find()) {
            try {
                byte[] bytes = Base64.getMimeDecoder().decode(blocks.group(1));
                if (!known.add(ByteBuffer.wrap(bytes))) continue;
                Certificate root = factory.generateCertificate(new ByteArrayInputStream(bytes));
                store.setCertificateEntry("root" + known.size(), root);
            } catch (CertificateException | IllegalArgumentException unreadable) {
                // A kind of certificate that the JDK cannot read: the others of the file are good all the same.
                continue;
            }
        }
    }
}
