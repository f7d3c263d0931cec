package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SocketChannel;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.osgi.util.promise.Promise;
import org.slipway.api.interaction.Answer;
import org.slipway.api.interaction.Interaction;
import org.slipway.async.Done;
import org.slipway.async.Loop;
import org.slipway.async.Promising;
import org.slipway.async.Switch;
import org.slipway.model.Version;

/**
 * One client of a resident host. Its first line is the token and a word: the version of the protocol of {@code slave} that
 * it speaks from then on, {@code command} to hand one over, {@code status} or {@code stop}. On the loop, but for the reading.
 */
final class ClientSession {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final String HANDED_OVER = "command";
    private static final int LONGEST_GREETING = 128;
    private static final int LONGEST_MESSAGE = 64 << 10;
    private static final int QUESTIONS_AT_A_TIME = 16;

    private final ResidentHost host;
    private final Loop loop;
    private final SocketChannel client;
    private final Outbox out;
    private int underWay;

    ClientSession(ResidentHost host, SocketChannel client) {
        this.host = host;
        this.loop = host.services.loop;
        this.client = client;
        this.out = new Outbox(loop, client);
    }

    /** Resolves when the client has gone, or has been sent away. */
    Promise<Done> run(Switch outer) {
        return Promising.using(loop.promises(), outer, scope -> {
            scope.onOff(this::close);
            InputStream in = new Inlet(client);
            Switch greeting = scope.child();
            loop.after(PATIENCE, this::cut, greeting);
            return loop.apart(() -> greeting(in)).flatMap(line -> {
                greeting.off();
                return answer(line.split(" ", 2), in, scope);
            });
        });
    }

    /** What is on its way gets some time to arrive. */
    private Promise<Done> close() {
        Switch farewell = new Switch(loop.promises());
        Promise<Done> over = Promising.first(loop.promises(), List.of(out.end(), loop.pause(FAREWELL, farewell)));
        return over.onResolve(() -> {
            farewell.off();
            cut();
        });
    }

    private void cut() {
        if (host.isLastSeenOff(client)) return;
        try {
            client.close();
        } catch (IOException closedAnyhow) {
            // Nobody could do more about it.
        }
    }

    /** Off the loop. What is not a whole short line is an empty one. */
    private static String greeting(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.size() == LONGEST_GREETING) return "";
            line.write(next);
        }
        return line.toString(UTF_8);
    }

    private Promise<Done> answer(String[] greeting, InputStream in, Switch scope) throws Complaint, IOException {
        boolean known =
                MessageDigest.isEqual(greeting[0].getBytes(UTF_8), host.token().getBytes(UTF_8));
        Promise<Done> done = loop.promises().resolved(Done.DONE);
        if (!known || greeting.length < 2) return done;
        if (!greeting[1].equals(HANDED_OVER)) host.wasUsed();
        switch (greeting[1]) {
            case "status" -> out.write(host.status().getBytes(UTF_8));
            case "stop" -> host.stop(client);
            case HANDED_OVER -> {
                return new ForwardedCommand(host, client, in).run(scope);
            }
            default -> {
                return converse(SlaveCommand.negotiated(greeting[1]), in, scope);
            }
        }
        return done;
    }

    private Promise<Done> converse(Version version, InputStream in, Switch scope) {
        Console console = host.console.answeringTo(out);
        Peer peer = new Peer(loop, in, console, LONGEST_MESSAGE);
        Interaction asking = PeerInteraction.with(peer, version, loop, new Answer.Nobody());
        PeerProgress progress = new PeerProgress(loop, events -> peer.tell("progress", events), scope);
        Peer.Handler requests = SlaveCommand.requests(host.services, console, version, peer, progress);
        Waiting waiting =
                new Waiting(asking, SlaveCommand.isFurther(version) ? Optional.of(progress) : Optional.empty());
        peer.tell("set-api-version", version.toString());
        return peer.listen(
                (operation, arguments, inner) -> operation.equals(FurtherRequests.CANCEL)
                        ? requests.answer(operation, arguments, inner)
                        : counted(() -> requests.answer(operation, arguments, inner), waiting),
                scope);
    }

    /** How the client is asked, and told what goes on, as long as it waits for something. */
    private record Waiting(Interaction asking, Optional<PeerProgress> watching) {}

    private Promise<Peer.Reply> counted(Supplier<Promise<Peer.Reply>> work, Waiting waiting) {
        if (underWay == QUESTIONS_AT_A_TIME)
            return loop.promises()
                    .failed(new Complaint(
                            "More than " + QUESTIONS_AT_A_TIME + " questions at a time: wait for an answer"));
        if (underWay++ == 0) {
            host.asking.join(waiting.asking());
            waiting.watching().ifPresent(host.watching::add);
        }
        host.idleness.begin();
        return loop.promises().resolved(Done.DONE).flatMap(x -> work.get()).onResolve(() -> {
            host.idleness.end();
            if (--underWay > 0) return;
            host.asking.leave(waiting.asking());
            waiting.watching().ifPresent(progress -> {
                host.watching.remove(progress);
                progress.forget();
            });
        });
    }
}
