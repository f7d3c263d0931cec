package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.async.Bell;
import org.slipway.async.Done;
import org.slipway.async.Loop;
import org.slipway.async.Promising;
import org.slipway.async.Switch;
import org.slipway.model.json.JsonReader;
import org.slipway.model.json.MalformedJson;

/**
 * A program that talks to us in messages of JSON, as {@code 0install slave} does: each is preceded by a line with its length.
 * Either side asks the other, by a ticket, and the answers come in any order. On the loop, but for the reading.
 */
final class Peer {
    private static final int LONGEST_LINE = 20;
    private static final int LONGEST_MESSAGE = 16 << 20;

    private final Loop loop;
    private final InputStream in;
    private final Console out;
    private final int longest;
    private final Map<String, Deferred<Object>> asked = new HashMap<>();
    private final Deferred<Done> gone;
    private final Set<Work> underWay = new LinkedHashSet<>();
    private long lastTicket;
    private boolean ended;

    Peer(Loop loop, InputStream in, Console out) {
        this(loop, in, out, LONGEST_MESSAGE);
    }

    /** @param longest message, in bytes */
    Peer(Loop loop, InputStream in, Console out, int longest) {
        this.loop = loop;
        this.in = in;
        this.out = out;
        this.longest = longest;
        this.gone = loop.promises().deferred();
    }

    /** @param document goes along behind the value; absent for none */
    record Reply(Object value, Optional<byte[]> document) {
        static Reply of(Object value) {
            return new Reply(value, Optional.empty());
        }
    }

    interface Handler {
        /**
         * Fails with a {@link Complaint} if that is not understood.
         *
         * @param scope turned off if the answer is no longer wanted, and when it is there
         */
        Promise<Reply> answer(String operation, List<?> arguments, Switch scope);
    }

    private record Work(Optional<String> ticket, String operation, Switch scope) {}

    /** Resolves when the peer has closed its end and all that it has asked is answered. */
    Promise<Done> listen(Handler handler, Switch scope) {
        loop.apart(() -> {
                    Bell taken = loop.bell();
                    for (Optional<Object> message = read(); message.isPresent(); message = read()) {
                        Object it = message.get();
                        loop.run(() -> {
                            taken.ring();
                            take(it, handler, scope);
                        });
                        taken.await();
                    }
                    return Done.DONE;
                })
                .onSuccess(done -> end())
                .onFailure(this::fail);
        return gone.getPromise();
    }

    private void end() {
        forgetAnswers();
        endIfIdle();
    }

    /** Nobody will answer any more. */
    private void forgetAnswers() {
        ended = true;
        asked.values().forEach(reply -> reply.fail(new Complaint("Whoever was asked has gone")));
        asked.clear();
    }

    private void endIfIdle() {
        if (ended && underWay.isEmpty() && !gone.getPromise().isDone()) gone.resolve(Done.DONE);
    }

    private void fail(Throwable why) {
        forgetAnswers();
        if (!gone.getPromise().isDone()) gone.fail(why);
    }

    /** Off the loop. Empty at the end. */
    private Optional<Object> read() throws IOException, Complaint {
        Optional<String> line = line();
        if (line.isEmpty()) return Optional.empty();
        byte[] message = in.readNBytes(length(line.get()));
        if (message.length < length(line.get())) throw new EOFException("The other side has ended within a message");
        Object value = json(new String(message, UTF_8));
        if (value == null) throw misunderstood(value);
        return Optional.of(value);
    }

    private static Object json(String message) throws Complaint {
        try {
            return JsonReader.read(message);
        } catch (MalformedJson malformed) {
            throw new Complaint(malformed.getMessage());
        }
    }

    private Optional<String> line() throws IOException, Complaint {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) return Optional.empty();
            line.write(next);
            if (line.size() > LONGEST_LINE) throw new Complaint("A message begins with its length, such as 0x0000002a");
        }
        return Optional.of(line.toString(UTF_8));
    }

    private int length(String line) throws Complaint {
        try {
            int length = Integer.decode(line.toLowerCase(Locale.ROOT));
            if (length >= 0 && length <= longest) return length;
        } catch (NumberFormatException nonsense) {
            // Said below.
        }
        throw new Complaint("'" + line + "' is not the length of a message, such as 0x0000002a");
    }

    private static Complaint misunderstood(Object message) {
        return new Complaint("Invalid JSON from peer:\n" + JsonText.dense(message));
    }

    private void take(Object message, Handler handler, Switch scope) {
        if (message instanceof List<?> list && list.size() == 4) {
            boolean ticket = list.get(1) == null || list.get(1) instanceof String;
            boolean invoke = "invoke".equals(list.get(0)) && ticket;
            if (invoke && list.get(2) instanceof String operation && list.get(3) instanceof List<?> arguments) {
                invoked(Optional.ofNullable((String) list.get(1)), operation, arguments, handler, scope);
                return;
            }
            if ("return".equals(list.get(0)) && asked.containsKey(list.get(1))) {
                returned(asked.remove(list.get(1)), list.get(2), list.get(3));
                return;
            }
        }
        fail(misunderstood(message));
    }

    private void invoked(Optional<String> ticket, String operation, List<?> arguments, Handler handler, Switch scope) {
        Work work = new Work(ticket, operation, scope.child());
        underWay.add(work);
        Promising.using(loop.promises(), work.scope(), inner -> handler.answer(operation, arguments, inner))
                .onSuccess(reply -> ticket.ifPresent(number -> send(reply, number)))
                .onFailure(failure -> {
                    if (failure instanceof Complaint complaint)
                        ticket.ifPresent(
                                number -> send(Arrays.asList("return", number, "fail", complaint.getMessage())));
                    else fail(failure);
                })
                .onResolve(() -> {
                    work.scope().off();
                    underWay.remove(work);
                    endIfIdle();
                });
    }

    /** Whether anything but this was under way that was asked with this ticket: its answer is no longer wanted. */
    boolean cancel(String ticket) {
        List<Work> unwanted = underWay.stream()
                .filter(work -> work.ticket().filter(ticket::equals).isPresent()
                        && !work.operation().equals(FurtherRequests.CANCEL))
                .toList();
        unwanted.forEach(work -> work.scope().off());
        return !unwanted.isEmpty();
    }

    private void send(Reply reply, String ticket) {
        String kind = reply.document().isPresent() ? "ok+xml" : "ok";
        send(Arrays.asList("return", ticket, kind, reply.value()));
        reply.document().ifPresent(this::send);
    }

    private void returned(Deferred<Object> waiting, Object kind, Object value) {
        if ("ok".equals(kind)) waiting.resolve(value);
        else if ("fail".equals(kind)) waiting.fail(new Complaint(String.valueOf(value)));
        else fail(new Complaint("Invalid success type '" + kind + "' from peer"));
    }

    /** Tells something that needs no answer. */
    void tell(String operation, Object... arguments) {
        send(Arrays.asList("invoke", null, operation, Arrays.asList(arguments)));
    }

    /** Fails with a {@link Complaint} if the other side cannot, or does not live to answer. */
    Promise<Object> ask(String operation, Object... arguments) {
        if (ended) return loop.promises().failed(new Complaint("Nobody is there to answer"));
        String ticket = Long.toString(++lastTicket);
        Deferred<Object> reply = loop.promises().deferred();
        asked.put(ticket, reply);
        send(Arrays.asList("invoke", ticket, operation, new ArrayList<>(Arrays.asList(arguments))));
        return reply.getPromise();
    }

    private void send(Object message) {
        send(JsonText.dense(message).getBytes(UTF_8));
    }

    private void send(byte[] bytes) {
        boolean ends = bytes.length > 0 && bytes[bytes.length - 1] == '\n';
        out.write(String.format(Locale.ROOT, "0x%08x\n", bytes.length + (ends ? 0 : 1))
                .getBytes(UTF_8));
        out.write(bytes);
        if (!ends) out.write(new byte[] {'\n'});
        if (!out.finish()) fail(new Complaint("slipway: standard output cannot be written"));
    }
}
