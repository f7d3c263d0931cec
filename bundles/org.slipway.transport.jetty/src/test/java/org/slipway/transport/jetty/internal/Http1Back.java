package org.slipway.transport.jetty.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.MetaData;

/** A connection to a scripted server, whose answers are read as leniently as they are scripted. */
final class Http1Back implements AutoCloseable {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})( .*)?");

    private static final int MOST_HEADER_BYTES = 8_000;

    /** What cannot be said in HTTP/2. */
    static final class Malformed extends IOException {
        private static final long serialVersionUID = 1;
    }

    @FunctionalInterface
    interface Taker {
        void take(ByteBuffer bytes) throws ExecutionException, InterruptedException;
    }

    /** @param length negative, if the end of the connection is the end of the body */
    record Head(int status, HttpFields.Mutable fields, boolean chunked, long length) {

        boolean isHint() {
            return status < 200 && status != 101;
        }

        boolean isEmpty() {
            return status == 304 || !chunked && length == 0;
        }

        boolean keeps() {
            return chunked || length >= 0 || status == 304;
        }
    }

    private final Socket socket;
    private final InputStream in;

    Http1Back(int port) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    void ask(MetaData.Request request) throws IOException {
        StringBuilder text = new StringBuilder(
                request.getMethod() + " " + request.getHttpURI().getPathQuery() + " HTTP/1.1\r\n");
        for (HttpField field : request.getHttpFields())
            text.append(field.getName()).append(": ").append(field.getValue()).append("\r\n");
        socket.getOutputStream().write(text.append("\r\n").toString().getBytes(ISO_8859_1));
    }

    Head head() throws IOException {
        Matcher status = STATUS.matcher(line(MOST_HEADER_BYTES));
        if (!status.matches() || status.group(1).equals("101")) throw new Malformed();
        HttpFields.Mutable fields = HttpFields.build();
        int left = MOST_HEADER_BYTES;
        for (String line = line(left); !line.isEmpty(); line = line(left)) {
            String[] parts = line.split(": ?", 2);
            fields.add(parts[0], parts.length > 1 ? parts[1] : "");
            left -= line.length();
            if (left < 0 || line.chars().anyMatch(c -> c < ' ')) throw new Malformed();
        }
        boolean chunked = List.of("chunked").equals(fields.getValuesList("Transfer-Encoding"));
        if (chunked) fields.remove("Transfer-Encoding");
        else if (fields.contains("Transfer-Encoding")) throw new Malformed();
        fields.remove("Connection");
        return new Head(Integer.parseInt(status.group(1)), fields, chunked, length(fields));
    }

    private static long length(HttpFields fields) throws Malformed {
        List<String> lengths = fields.getValuesList("Content-Length");
        if (!lengths.stream().allMatch(length -> length.matches("-?\\d+"))) throw new Malformed();
        return lengths.size() == 1 ? Long.parseLong(lengths.get(0)) : -1;
    }

    void body(Head head, Taker taker) throws IOException, ExecutionException, InterruptedException {
        if (head.chunked) chunks(taker);
        else bytes(head.length < 0 ? Long.MAX_VALUE : head.length, taker);
    }

    private void chunks(Taker taker) throws IOException, ExecutionException, InterruptedException {
        for (String size = line(20); !size.equals("0"); size = line(20)) {
            if (!size.matches("[0-9a-f]{1,8}")) throw new IOException("no chunk");
            bytes(Long.parseLong(size, 16), taker);
            line(20);
        }
        line(20);
    }

    private void bytes(long length, Taker taker) throws IOException, ExecutionException, InterruptedException {
        byte[] buffer = new byte[8192];
        for (long left = length; left > 0; ) {
            int size = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (size < 0 && length < Long.MAX_VALUE) throw new EOFException();
            if (size < 0) return;
            taker.take(ByteBuffer.wrap(buffer, 0, size));
            left -= size;
        }
    }

    /** Cut where it is too long. */
    private String line(int most) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n' && line.length() <= most; c = in.read()) {
            if (c < 0) throw new EOFException();
            line.append((char) c);
        }
        int end = line.length() - 1;
        return end >= 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException closedEnough) {
            return;
        }
    }
}
