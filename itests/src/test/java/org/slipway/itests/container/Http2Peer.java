package org.slipway.itests.container;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

import org.slipway.itests.network.SelfSigned;

/** A server made of the JDK alone that answers every request with a word, in HTTP/2 or HTTP/1.1 as the client likes better. */
public final class Http2Peer implements AutoCloseable {
    public static final String WORD = "hello";

    private static final int PREFACE = 24;
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int SETTINGS = 4;
    private static final int ACK = 1;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    /** HPACK's short form of {@code :status: 200}. */
    private static final byte[] OK = {(byte) 0x88};

    private final SSLServerSocket socket;
    private final List<String> spoken = new CopyOnWriteArrayList<>();

    public Http2Peer(SelfSigned host) throws IOException, GeneralSecurityException {
        socket = (SSLServerSocket) context(host.keys()).getServerSocketFactory().createServerSocket(0);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
        socket.setSSLParameters(parameters);
        daemon(this::accept);
    }

    private static SSLContext context(KeyStore keys) throws GeneralSecurityException {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, SelfSigned.PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    public URI uri() {
        return URI.create("https://localhost:" + socket.getLocalPort() + "/word");
    }

    /** The protocol of each request so far. */
    public List<String> spoken() {
        return List.copyOf(spoken);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                SSLSocket connection = (SSLSocket) socket.accept();
                daemon(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(SSLSocket connection) {
        try (connection) {
            connection.startHandshake();
            String protocol = connection.getApplicationProtocol();
            DataInputStream in = new DataInputStream(connection.getInputStream());
            if (protocol.equals("h2")) http2(in, connection.getOutputStream());
            else http1(in, connection.getOutputStream());
        } catch (IOException ended) {
            return;
        }
    }

    private void http1(DataInputStream in, OutputStream out) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) head.append((char) in.readUnsignedByte());
        spoken.add("http/1.1");
        String answer = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + WORD.length() + "\r\n\r\n" + WORD;
        out.write(answer.getBytes());
    }

    private void http2(DataInputStream in, OutputStream out) throws IOException {
        in.readNBytes(PREFACE);
        out.write(frame(SETTINGS, 0, 0, new byte[0]));
        for (int length = length(in); ; length = length(in)) {
            int type = in.readUnsignedByte();
            int flags = in.readUnsignedByte();
            int stream = in.readInt();
            in.readNBytes(length);
            if (type == SETTINGS && flags != ACK) out.write(frame(SETTINGS, ACK, 0, new byte[0]));
            if (type != HEADERS) continue;
            spoken.add("h2");
            out.write(frame(HEADERS, END_HEADERS, stream, OK));
            out.write(frame(DATA, END_STREAM, stream, WORD.getBytes()));
        }
    }

    private static int length(DataInputStream in) throws IOException {
        return in.readUnsignedByte() << 16 | in.readUnsignedShort();
    }

    private static byte[] frame(int type, int flags, int stream, byte[] payload) {
        byte[] frame = new byte[9 + payload.length];
        frame[2] = (byte) payload.length;
        frame[3] = (byte) type;
        frame[4] = (byte) flags;
        frame[8] = (byte) stream;
        System.arraycopy(payload, 0, frame, 9, payload.length);
        return frame;
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "http2-peer");
        thread.setDaemon(true);
        thread.start();
    }
}
