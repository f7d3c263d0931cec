package org.slipway.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** One connection of a {@link ScriptedServer}, to send whatever a script wants on it. */
public final class Wire {

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private boolean ended;
    private Runnable over = () -> {};

    Wire(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /** Sends text in ISO-8859-1, with {@code \r\n} where the protocol wants it. */
    public Wire send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public Wire send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
        return this;
    }

    /** Sends a status line, such as {@code 200 OK}, header lines, and the empty line. */
    public Wire head(String status, String... headers) throws IOException {
        String lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return send("HTTP/1.1 " + status + "\r\n" + lines + "\r\n");
    }

    /** Ends the connection in an orderly way. */
    public void end() throws IOException {
        ended = true;
        socket.shutdownOutput();
    }

    /** Ends the connection by a reset. */
    public void reset() throws IOException {
        ended = true;
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Waits until the client closes the connection. */
    public void awaitClosed() throws IOException {
        ended = true;
        while (in.read() >= 0) {}
    }

    /** @param whenOver run once, when the answer that begins is as good as over */
    void begin(Runnable whenOver) {
        over = whenOver;
    }

    /** The answer waits for nothing any more: who has the rest may ask again before this server knows. */
    Wire ending() {
        Runnable once = over;
        over = () -> {};
        once.run();
        return this;
    }

    boolean isEnded() {
        return ended;
    }

    /** The next request, or {@code null} if the client has closed the connection. */
    ScriptedServer.Seen read() throws IOException {
        if (ended) return null;
        String first = line();
        if (first == null) return null;
        String[] words = first.split(" ");
        if (words.length != 3) throw new IOException("Not a request line: " + first);
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(); line != null && !line.isEmpty(); line = line()) {
            String[] parts = line.split(":", 2);
            headers.put(parts[0].toLowerCase(Locale.ROOT), parts.length > 1 ? parts[1].strip() : "");
        }
        return new ScriptedServer.Seen(words[0], words[1], Map.copyOf(headers));
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) return null;
            if (c != '\r') line.write(c);
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
