package org.slipway.testnet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;

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
        return reply -> {};
    }

    /** Head and so many bytes come, then nothing more. */
    static Fault stall(int after) {
        return reply -> reply.announce(reply.body().length).part(0, after, () -> {});
    }

    /** The connection is reset at once. */
    static Fault reset() {
        return Reply::reset;
    }

    /** The whole length is announced, so many bytes come, then the connection ends. */
    static Fault truncate(int after) {
        return reply -> reply.announce(reply.body().length).part(0, after, reply::drop);
    }

    /** One byte is another. */
    static Fault wrongByte(int position) {
        return reply -> {
            byte[] wrong = reply.body();
            wrong[position] ^= 1;
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

    /** So many bytes at a time, with a pause after each. */
    static Fault trickle(int bytes, Duration pause) {
        return reply -> {
            reply.announce(reply.body().length);
            trickle(reply, 0, bytes, pause);
        };
    }

    private static void trickle(Reply reply, int from, int bytes, Duration pause) {
        if (from >= reply.body().length) reply.end();
        else
            reply.part(
                    from,
                    Math.min(bytes, reply.body().length - from),
                    () -> reply.after(pause, () -> trickle(reply, from + bytes, bytes, pause)));
    }

    static Fault status(int status) {
        return reply -> reply.status(status).send(("Status " + status + "\n").getBytes(US_ASCII));
    }

    static Fault redirect(URI to) {
        return redirect(to.toString());
    }

    /** @param location as it is sent; need not be a URI */
    static Fault redirect(String location) {
        return reply -> reply.status(302).header("Location", location).send(new byte[0]);
    }
}
