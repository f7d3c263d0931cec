package org.slipway.testnet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** How a resource is served, other than well. Write your own with what a {@link Reply} can do. */
@FunctionalInterface
public interface Fault {
    void answer(Reply reply);

    /** Served well, but later. */
    static Fault delay(Duration delay) {
        return reply -> reply.after(delay, reply::send);
    }

    /** The connection stays open and nothing comes. */
    static Fault hang() {
        return Reply::silence;
    }

    /** A part of the head comes, then nothing more. */
    static Fault stallInHead() {
        return reply -> reply.raw("HTTP/1.1 200 OK\r\nContent-Le", reply::silence);
    }

    /** Head and so many bytes come, then nothing more. */
    static Fault stall(int after) {
        return reply -> reply.announce(reply.body().length).part(0, after, reply::silence);
    }

    /** The head comes at once, the body later. */
    static Fault delayBody(Duration delay) {
        return reply -> reply.announce(reply.body().length).part(0, 0, () -> reply.after(delay, () -> reply.rest(0)));
    }

    /** The connection is reset at once. */
    static Fault reset() {
        return Reply::reset;
    }

    /** So many bytes come, then the connection is reset. */
    static Fault reset(int after) {
        return reply -> reply.announce(reply.body().length).part(0, after, reply::reset);
    }

    /** The whole length is announced, so many bytes come, then the connection ends. */
    static Fault truncate(int after) {
        return reply -> reply.announce(reply.body().length).part(0, after, reply::drop);
    }

    /** One byte is another. Served from behind it, nothing is wrong. */
    static Fault wrongByte(int position) {
        return reply -> {
            byte[] wrong = reply.body();
            if (position >= reply.from()) wrong[position - reply.from()] ^= 1;
            reply.send(wrong);
        };
    }

    /** So many bytes are missing at the end, and are not announced either. */
    static Fault shorter(int by) {
        return reply -> reply.send(Arrays.copyOf(reply.body(), reply.body().length - by));
    }

    /** So many bytes too much, announced. */
    static Fault longer(int by) {
        return reply -> reply.send(Arrays.copyOf(reply.body(), reply.body().length + by));
    }

    /** No length is announced. */
    static Fault noLength() {
        return reply -> reply.part(0, reply.body().length, reply::end);
    }

    /** No length is announced and the bytes never end. */
    static Fault endless() {
        return new Fault() {
            @Override
            public void answer(Reply reply) {
                reply.part(0, reply.body().length, () -> answer(reply));
            }
        };
    }

    /** So many bytes at a time, with a pause before each. */
    static Fault trickle(int bytes, Duration pause) {
        return reply -> reply.announce(reply.body().length).part(0, 0, () -> trickle(reply, 0, bytes, pause));
    }

    private static void trickle(Reply reply, int from, int bytes, Duration pause) {
        reply.after(pause, () -> {
            if (from + bytes >= reply.body().length) reply.rest(from);
            else reply.part(from, bytes, () -> trickle(reply, from + bytes, bytes, pause));
        });
    }

    static Fault status(int status) {
        return reply -> reply.status(status).send(("Status " + status + "\n").getBytes(US_ASCII));
    }

    /** @param retryAfter as it is sent: seconds, or a date */
    static Fault status(int status, String retryAfter) {
        return reply -> reply.status(status)
                .header("Retry-After", retryAfter)
                .send(("Status " + status + "\n").getBytes(US_ASCII));
    }

    /** What comes is not HTTP. */
    static Fault garbage() {
        return reply -> reply.raw("\u0015\u0003\u0001 no HTTP at all\r\n\r\n", reply::drop);
    }

    /** Ranges and conditions are not understood: everything comes, always. */
    static Fault wholeOnly() {
        return reply -> reply.whole().send();
    }

    /** The validators of this answer are others, as if the resource had been uploaded again. */
    static Fault etag(String etag) {
        return reply -> reply.whole().header("ETag", '"' + etag + '"').send();
    }

    /** It redirects to itself. */
    static Fault redirectLoop() {
        return reply -> redirect(reply.path()).answer(reply);
    }

    /** So many requests are answered by the one fault, all that follow by the other. */
    static Fault first(int requests, Fault fault, Fault then) {
        AtomicInteger asked = new AtomicInteger();
        return reply -> (asked.getAndIncrement() < requests ? fault : then).answer(reply);
    }

    /** So many requests are answered by the fault, all that follow well. */
    static Fault first(int requests, Fault fault) {
        return first(requests, fault, Reply::send);
    }

    static Fault redirect(URI to) {
        return redirect(to.toString());
    }

    /** @param location as it is sent; need not be a URI */
    static Fault redirect(String location) {
        return reply -> reply.status(302).header("Location", location).send(new byte[0]);
    }
}
