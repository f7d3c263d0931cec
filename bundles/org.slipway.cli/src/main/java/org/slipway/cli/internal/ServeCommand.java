package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

import org.osgi.framework.BundleContext;
import org.osgi.util.promise.Promise;
import org.slipway.async.Done;
import org.slipway.async.Promising;
import org.slipway.async.Switch;

/**
 * {@code serve}: a host that stays, does for its clients what {@code slave} does for one, and the commands that the command line
 * hands over.
 */
final class ServeCommand extends NamedCommand {
    private static final Duration IDLE = Duration.ofMinutes(15);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LONGEST_ANSWER = 1 << 10;

    private final Services services;
    private final Console console;
    private final BundleContext context;
    private final MeetingPlace place;

    ServeCommand(Services services, Console console, BundleContext context) {
        super("serve", "", Option.IDLE, Option.JSON, Option.STATUS, Option.STOP);
        this.services = services;
        this.console = console;
        this.context = context;
        this.place = MeetingPlace.of(services.places);
    }

    @Override
    public Promise<Integer> run(Invocation invocation, Switch scope) throws Complaint {
        if (!invocation.words().isEmpty()) throw new WrongUsage();
        console.hush();
        if (invocation.has(Option.STOP))
            return services.loop.offLoop(() -> {
                ask("stop");
                return 0;
            });
        if (invocation.has(Option.STATUS)) return services.loop.offLoop(() -> status(invocation));
        Optional<String> typed = invocation.typed().value(Option.IDLE);
        return serve(typed.isEmpty() ? IDLE : seconds(typed.get()), invocation, scope)
                .map(done -> 0);
    }

    static Duration seconds(String typed) throws Complaint {
        try {
            int seconds = Integer.parseInt(typed);
            if (seconds > 0) return Duration.ofSeconds(seconds);
        } catch (NumberFormatException nonsense) {
            // It is none, either.
        }
        throw new Complaint("'" + typed + "' is no number of seconds, such as 900", Status.USAGE);
    }

    private Promise<Done> serve(Duration idle, Invocation invocation, Switch outer) {
        return place.take(services.loop, outer)
                .flatMap(held -> Promising.using(services.loop.promises(), outer, scope -> {
                    ResidentHost host = new ResidentHost(services, console, Guests.of(context), held, idle, scope);
                    host.askHere(context);
                    console.print(
                            invocation.has(Option.JSON)
                                    ? new JsonObject()
                                            .with("socket", place.path().toString())
                                            .line()
                                    : "Serving at " + place.path());
                    console.finish();
                    services.loop.apart(() -> {
                        host.guests.run(platform -> {});
                        return Done.DONE;
                    });
                    return host.serve();
                }));
    }

    private int status(Invocation invocation) throws Exception {
        String[] told = ask("status").strip().split(" ");
        if (told.length != 2) throw new Complaint("What runs at " + place.path() + " is no host of Slipway");
        int others = Integer.parseInt(told[1]) - 1;
        console.print(
                invocation.has(Option.JSON)
                        ? new JsonObject()
                                .with("socket", place.path().toString())
                                .with("process", Long.parseLong(told[0]))
                                .with("clients", others)
                                .line()
                        : "A host of this home runs: process " + told[0] + ", "
                                + (others == 1 ? "one client" : others + " clients"));
        return 0;
    }

    private String ask(String word) throws Exception {
        try {
            return services.loop.within(PATIENCE, () -> answer(word));
        } catch (TimeoutException silent) {
            throw new Complaint("The host of this home does not answer");
        }
    }

    /** Until the connection ends. */
    private String answer(String word) throws Complaint, IOException {
        Optional<String> token = place.token();
        if (token.isEmpty()) throw nobody();
        try (SocketChannel host = SocketChannel.open(UnixDomainSocketAddress.of(place.path()))) {
            host.write(ByteBuffer.wrap((token.get() + " " + word + "\n").getBytes(UTF_8)));
            return new String(new Inlet(host).readNBytes(LONGEST_ANSWER), UTF_8);
        } catch (SocketException killed) {
            throw nobody();
        }
    }

    private static Complaint nobody() {
        return new Complaint("No host of this home runs");
    }
}
