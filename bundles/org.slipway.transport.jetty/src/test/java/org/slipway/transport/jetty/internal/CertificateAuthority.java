package org.slipway.transport.jetty.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocketFactory;

/** A throw-away authority and the certificate of a server, made with the JDK's keytool. */
final class CertificateAuthority {

    private static final String PASSWORD = "changeit";

    private final Path directory;

    /** @param directory to work in, empty */
    CertificateAuthority(Path directory) throws IOException, InterruptedException {
        this.directory = directory;
        keytool("ca.p12", "-genkeypair", "-alias", "ca", "-dname", "CN=Test CA", "-ext", "bc:c", "-keyalg", "EC");
        keytool("ca.p12", "-exportcert", "-alias", "ca", "-rfc", "-file", bundle().toString());
    }

    /** The authority's certificate as a PEM file. */
    Path bundle() {
        return directory.resolve("ca.pem");
    }

    /** Sockets of a server whose certificate is for {@code san}, such as {@code ip:127.0.0.1}. */
    SSLServerSocketFactory server(String san) throws IOException, InterruptedException, GeneralSecurityException {
        return context(san).getServerSocketFactory();
    }

    /** What such a server is known by. */
    SSLContext context(String san) throws IOException, InterruptedException, GeneralSecurityException {
        String csr = directory.resolve("csr").toString();
        String certificate = directory.resolve("cert.pem").toString();
        Path store = directory.resolve("server.p12");
        Files.deleteIfExists(store);
        keytool("server.p12", "-genkeypair", "-alias", "server", "-dname", "CN=server", "-keyalg", "EC");
        keytool("server.p12", "-certreq", "-alias", "server", "-file", csr);
        keytool("ca.p12", "-gencert", "-alias", "ca", "-infile", csr, "-outfile", certificate, "-ext", "san=" + san);
        keytool("server.p12", "-importcert", "-noprompt", "-alias", "ca", "-file", bundle().toString());
        keytool("server.p12", "-importcert", "-noprompt", "-alias", "server", "-file", certificate);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private void keytool(String store, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-keystore",
                directory.resolve(store).toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD));
        command.addAll(1, List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) throw new IOException(String.join(" ", command) + ": " + output);
    }
}
