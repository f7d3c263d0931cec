package org.slipway.testnet;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** One answer to one request. */
public final class Reply {
    private final String path;
    private final Resource resource;
    private final Map<String, String> asked;
    private final Response response;
    private final Callback end;
    private final Connection connection;
    private final Transfers.Transfer transfer;
    private final AtomicLong sent;
    private Resource.Answer answer;

    Reply(
            String path,
            Resource resource,
            Map<String, String> asked,
            Response response,
            Callback end,
            Connection connection,
            Transfers.Transfer transfer,
            AtomicLong sent) {
        this.path = path;
        this.resource = resource;
        this.asked = asked;
        this.response = response;
        this.end = end;
        this.connection = connection;
        this.transfer = transfer;
        this.sent = sent;
        answer(resource.answer(asked));
    }

    private void answer(Resource.Answer chosen) {
        answer = chosen;
        response.setStatus(chosen.status());
        response.getHeaders().clear();
        chosen.headers().forEach(this::header);
    }

    /** What was asked for. */
    public String path() {
        return path;
    }

    /** A header of the request, by its name in lower case; empty if it is not there. */
    public String asked(String header) {
        return asked.getOrDefault(header, "");
    }

    /** What should be sent: the resource, or the range of it that was asked for; a copy. */
    public byte[] body() {
        return answer.body().clone();
    }

    /** The place of the body's first byte in the resource. */
    public int from() {
        return answer.from();
    }

    /** Answers as if neither a range nor a condition had been asked for. */
    public Reply whole() {
        answer(resource.whole());
        return this;
    }

    /** Another status, and no validators. */
    public Reply status(int status) {
        answer(new Resource.Answer(status, Map.of(), answer.body(), answer.from()));
        return this;
    }

    public Reply header(String name, String value) {
        response.getHeaders().put(name, value);
        return this;
    }

    /** Announces a length. */
    public Reply announce(long length) {
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
        return this;
    }

    /** Sends everything, as it should be. */
    public void send() {
        if (answer.status() == 304) end();
        else send(answer.body());
    }

    /** Sends something else, with its length, and ends. */
    public void send(byte[] bytes) {
        announce(bytes.length);
        if (bytes.length == 0) end();
        else write(bytes, 0, bytes.length - 1, () -> last(bytes));
    }

    /** With the last byte the client may begin another transfer, so this one has to have ended before. */
    private void last(byte[] bytes) {
        sent.incrementAndGet();
        transfer.end();
        response.write(true, ByteBuffer.wrap(bytes, bytes.length - 1, 1), end);
    }

    /** Sends a part of the body. */
    public void part(int from, int length, Runnable then) {
        byte[] bytes = answer.body();
        write(bytes, from, Math.max(0, Math.min(length, bytes.length - from)), then);
    }

    /** Sends other bytes as a part of the body. */
    public void bytes(byte[] others, Runnable then) {
        write(others, 0, others.length, then);
    }

    /** Sends the rest of the body, of which so much has been sent and all has been announced, and ends. */
    public void rest(int from) {
        byte[] rest = Arrays.copyOfRange(answer.body(), Math.min(from, answer.body().length), answer.body().length);
        if (rest.length == 0) end();
        else write(rest, 0, rest.length - 1, () -> last(rest));
    }

    private void write(byte[] bytes, int from, int length, Runnable then) {
        sent.addAndGet(length);
        response.write(false, ByteBuffer.wrap(bytes, from, length), Callback.from(then, end::failed));
    }

    /** Sends bytes that need not be HTTP, instead of a head. */
    public void raw(String text, Runnable then) {
        connection.write(text, then);
    }

    /** Nothing more comes. */
    public void end() {
        transfer.end();
        response.write(true, ByteBuffer.allocate(0), end);
    }

    /** Nothing more comes, and the connection stays open until the client closes it. */
    public void silence() {
        whenLeft(() -> {});
    }

    /** Does something when the client has closed the connection, which is not used again after this answer. */
    public void whenLeft(Runnable action) {
        connection.whenLeft(() -> {
            transfer.end();
            action.run();
        });
    }

    /** Does something later. */
    public void after(Duration delay, Runnable action) {
        connection.after(delay, action);
    }

    /** Ends the connection in order, whatever has been sent. */
    public void drop() {
        transfer.end();
        connection.close();
    }

    /** Breaks the connection. */
    public void reset() {
        transfer.end();
        connection.reset();
    }
}
