package org.slipway.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.slipway.testkit.ScriptedServer.Answer;

/** What a {@link ScriptedServer} may answer, the proper and the improper. */
public final class Answers {

    private static final int FOREVER_SECONDS = 60;

    private Answers() {}

    /** A proper answer with its length; further header lines are sent along. */
    public static Answer body(String text, String... headers) {
        return announced(text.length(), text, headers);
    }

    /** An answer whose length is said to be something else than it is; the connection ends if it is too short. */
    public static Answer announced(long length, String text, String... headers) {
        return (request, wire) -> {
            String[] all = Arrays.copyOf(headers, headers.length + 1);
            all[headers.length] = "Content-Length: " + length;
            wire.ending().head("200 OK", all).send(text);
            if (length > text.length()) wire.end();
        };
    }

    /** A proper answer without a length, one chunk for each text. */
    public static Answer chunked(String... texts) {
        return (request, wire) -> {
            wire.head("200 OK", "Transfer-Encoding: chunked");
            for (String text : texts) wire.send(chunk(text));
            wire.send("0\r\n\r\n");
        };
    }

    /** Chunks that do not end as they should before the connection does. */
    public static Answer chunkedAndCut(String text) {
        return (request, wire) -> {
            wire.head("200 OK", "Transfer-Encoding: chunked").send(chunk(text)).end();
        };
    }

    /** An answer that lasts as long as the connection. */
    public static Answer untilClosed(String text) {
        return (request, wire) ->
                wire.head("200 OK", "Connection: close").send(text).end();
    }

    /** An empty answer with a status, such as {@code 404 Not Found}. */
    public static Answer status(String status, String... headers) {
        return (request, wire) -> {
            String[] all = Arrays.copyOf(headers, headers.length + 1);
            all[headers.length] = "Content-Length: 0";
            wire.ending().head(status, all);
        };
    }

    public static Answer redirect(String location) {
        return status("302 Found", "Location: " + location);
    }

    /** {@code 304} to the right {@code If-None-Match}, else the body. */
    public static Answer validating(String etag, String text) {
        return (request, wire) -> {
            boolean same = etag.equals(request.headers().get("if-none-match"));
            Answer answer = same ? (r, w) -> w.head("304 Not Modified") : body(text, "ETag: " + etag);
            answer.to(request, wire);
        };
    }

    /** A server that understands {@code Range: bytes=N-}. */
    public static Answer ranged(String text, String... headers) {
        return (request, wire) -> {
            String range = request.headers().getOrDefault("range", "bytes=0-");
            int from = Integer.parseInt(range.replaceAll("\\D", ""));
            if (from >= text.length()) {
                status("416 Range Not Satisfiable", "Content-Range: bytes */" + text.length())
                        .to(request, wire);
                return;
            }
            String[] all = Arrays.copyOf(headers, headers.length + 1);
            all[headers.length] = "Content-Range: bytes " + from + "-" + (text.length() - 1) + "/" + text.length();
            part(text.substring(from), all).to(request, wire);
        };
    }

    /** {@code 206} with its length; the header lines say which part it is. */
    public static Answer part(String text, String... headers) {
        return (request, wire) -> {
            String[] all = Arrays.copyOf(headers, headers.length + 1);
            all[headers.length] = "Content-Length: " + text.length();
            wire.ending().head("206 Partial Content", all).send(text);
        };
    }

    /** A server that goes on where a {@code Range} says, if an {@code If-Range} allows it, with a strong validator. */
    public static Answer resumable(String etag, String text) {
        return (request, wire) -> {
            String state = request.headers().getOrDefault("if-range", etag);
            boolean part = request.headers().containsKey("range") && state.equals(etag);
            Answer answer = part ? ranged(text, "ETag: " + etag) : body(text, "ETag: " + etag);
            answer.to(request, wire);
        };
    }

    /** Bytes as they are, then the end. */
    public static Answer raw(String text) {
        return (request, wire) -> wire.send(text).end();
    }

    /** Begins, then says nothing more until the client lets go. */
    public static Answer stalled(String beginning) {
        return (request, wire) -> wire.send(beginning).awaitClosed();
    }

    /** Begins, then resets the connection. */
    public static Answer reset(String beginning) {
        return (request, wire) -> {
            wire.send(beginning);
            wire.reset();
        };
    }

    /** A head, then text again and again for as long as the client takes it. */
    public static Answer endless(String head, String text) {
        return (request, wire) -> {
            wire.send(head);
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            while (!Thread.currentThread().isInterrupted()) wire.send(bytes);
        };
    }

    /** As another answer, but not before the gate is open. */
    public static Answer after(CountDownLatch gate, Answer answer) {
        return (request, wire) -> {
            try {
                if (!gate.await(FOREVER_SECONDS, TimeUnit.SECONDS)) throw new IOException("The gate stayed shut");
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            answer.to(request, wire);
        };
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }
}
