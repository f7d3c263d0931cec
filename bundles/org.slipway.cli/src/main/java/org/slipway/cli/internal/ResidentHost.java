package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.promise.Promise;
import org.slipway.api.interaction.Interaction;
import org.slipway.api.monitor.Monitor;
import org.slipway.async.Bell;
import org.slipway.async.Done;
import org.slipway.async.Switch;

/** Lets clients in, until it is told to stop or nobody has asked anything for some time. On the loop. */
final class ResidentHost {
    private static final int CLIENTS_AT_A_TIME = 32;
    private static final Duration PAUSE = Duration.ofMillis(100);

    final Services services;
    final Console console;
    final Guests guests;
    final AskingClients asking;
    final Idleness idleness;
    /** Clients that are told what goes on. */
    final Set<Monitor> watching = new LinkedHashSet<>();

    private final MeetingPlace.Held place;
    private final Switch scope;
    private final Set<SocketChannel> clients = new HashSet<>();
    private Optional<SocketChannel> lastSeenOff = Optional.empty();

    /** @param scope turned off when it stops: then the place is given back */
    ResidentHost(
            Services services, Console console, Guests guests, MeetingPlace.Held place, Duration idle, Switch scope) {
        this.services = services;
        this.console = console;
        this.guests = guests;
        this.place = place;
        this.scope = scope;
        this.asking = new AskingClients(services.loop);
        scope.onOff(this::seeOff);
        scope.onOff(() -> services.loop.offLoop(() -> {
            place.close();
            return Done.DONE;
        }));
        this.idleness = new Idleness(services.loop, idle, scope::off, scope);
    }

    /** Asks its clients, and no terminal, and tells them what goes on. */
    void askHere(BundleContext context) {
        ServiceRegistration<?> registration = context.registerService(
                Interaction.class, asking, new Hashtable<>(Map.of(Constants.SERVICE_RANKING, Integer.MAX_VALUE)));
        scope.onOff(registration::unregister);
        Monitor all = event -> List.copyOf(watching).forEach(client -> client.on(event));
        scope.onOff(context.registerService(Monitor.class, all, null)::unregister);
    }

    /** Resolves when nobody is let in any more. */
    Promise<Done> serve() {
        return services.loop.apart(() -> {
            Bell admitted = services.loop.bell();
            while (true) {
                SocketChannel client;
                try {
                    client = place.socket().accept();
                } catch (ClosedChannelException stopped) {
                    return Done.DONE;
                } catch (IOException tooManyFiles) {
                    services.loop.run(() -> later(admitted));
                    admitted.await();
                    continue;
                }
                services.loop.run(() -> {
                    try {
                        admit(client);
                    } finally {
                        admitted.ring();
                    }
                });
                admitted.await();
            }
        });
    }

    /** Somebody may have closed something by then. */
    private void later(Bell admitted) {
        services.loop.pause(PAUSE, scope).onResolve(admitted::ring);
    }

    private void admit(SocketChannel client) {
        if (clients.size() == CLIENTS_AT_A_TIME || scope.isOff()) {
            close(client);
            return;
        }
        clients.add(client);
        new ClientSession(this, client).run(scope).onFailure(this::tell).onResolve(() -> clients.remove(client));
    }

    /** A client's mistakes are its own; a defect is ours. */
    private void tell(Throwable ending) {
        boolean theirs = ending instanceof IOException || ending instanceof Complaint;
        if (!theirs) console.say("slipway: a client could not be served: " + ending);
        if (console.isVerbose()) console.trace(ending);
    }

    String token() {
        return place.token();
    }

    /** Somebody is there. */
    void wasUsed() {
        idleness.begin();
        idleness.end();
    }

    String status() {
        return ProcessHandle.current().pid() + " " + clients.size() + "\n";
    }

    /** @param client sees its connection end when the place is free */
    void stop(SocketChannel client) {
        lastSeenOff = Optional.of(client);
        services.loop.run(scope::off);
    }

    boolean isLastSeenOff(SocketChannel client) {
        return lastSeenOff.filter(client::equals).isPresent();
    }

    private void seeOff() {
        lastSeenOff.ifPresent(ResidentHost::close);
    }

    private static void close(SocketChannel client) {
        try {
            client.close();
        } catch (IOException closedAnyhow) {
            // Nobody could do more about it.
        }
    }
}
