package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.util.promise.Promise;
import org.slipway.api.settings.Host;
import org.slipway.async.Done;
import org.slipway.async.Loop;
import org.slipway.async.Switch;

/** A command that a client has handed over is done in a platform of its own. On the loop, but for the work. */
final class ForwardedCommand {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** The arguments and the environment of a process have less. */
    private static final int LONGEST_REQUEST = 8 << 20;

    private static final String FRONT_END = "(slipway.front-end=terminal)";

    private final ResidentHost host;
    private final Loop loop;
    private final SocketChannel client;
    private final Wire wire;
    private Thread worker;

    ForwardedCommand(ResidentHost host, SocketChannel client, InputStream in) {
        this.host = host;
        this.loop = host.services.loop;
        this.client = client;
        this.wire = new Wire(client, in);
    }

    /** Resolves when it is done, or the client has been sent away. */
    Promise<Done> run(Switch scope) {
        Switch asking = scope.child();
        loop.after(PATIENCE, this::cut, asking);
        return loop.apart(this::errand).flatMap(errand -> {
            asking.off();
            Optional<String> reason = host.guests.admit(errand);
            if (reason.isPresent()) return loop.apart(() -> refuse(reason.get()));
            Switch place = scope.child();
            place.onOff(host.guests::leave);
            Promise<Done> work = loop.apart(() -> work(errand, place));
            scope.onOff(() -> {
                cut();
                return work.recover(failed -> Done.DONE);
            });
            return work.onResolve(place::off);
        });
    }

    private void cut() {
        try {
            client.close();
        } catch (IOException closedAnyhow) {
            // Nobody could do more about it.
        }
    }

    private Errand errand() throws IOException {
        Wire.Message message = wire.read(LONGEST_REQUEST);
        if (message.kind() != Wire.REQUEST) throw new IOException("'" + message.kind() + "' is no request");
        return Errand.read(message.bytes());
    }

    private Done refuse(String reason) throws IOException {
        wire.send(Wire.REFUSED, reason.getBytes(UTF_8));
        return Done.DONE;
    }

    private Done work(Errand errand, Switch place) throws IOException {
        start();
        FarCaller caller = new FarCaller(wire, errand.environment());
        Host asked = host.services.host.seenFrom(errand.environment(), Path.of(errand.directory()));
        try {
            host.guests.run(platform -> {
                ServiceReference<?> frontEnd = frontEnd(platform);
                // Nobody is offered what another bundle than its own brings of a package that is not exported.
                BundleContext commandLine = frontEnd.getBundle().getBundleContext();
                register(commandLine, Caller.class, caller);
                register(commandLine, Host.class, asked);
                work(errand, caller, commandLine, frontEnd, place);
            });
            return Done.DONE;
        } catch (Guests.Full full) {
            return refuse(full.getMessage());
        } catch (UncheckedIOException gone) {
            throw gone.getCause();
        }
    }

    private void work(
            Errand errand, FarCaller caller, BundleContext commandLine, ServiceReference<?> frontEnd, Switch place) {
        try {
            @SuppressWarnings("unchecked")
            ToIntFunction<String[]> command = (ToIntFunction<String[]>) commandLine.getService(frontEnd);
            loop.run(() -> begin(errand, caller, place));
            wire.send(Wire.ACCEPTED);
            int status = status(command, errand, caller);
            end();
            // Who has the answer finds the place free.
            loop.run(place::off);
            caller.end(status);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        } finally {
            end();
        }
    }

    /** What breaks in it is not the end of the host. */
    private static int status(ToIntFunction<String[]> command, Errand errand, FarCaller caller) throws IOException {
        try {
            return command.applyAsInt(errand.typed().toArray(String[]::new));
        } catch (RuntimeException broken) {
            caller.err().write(("slipway: something went wrong that should not: " + broken + "\n").getBytes(UTF_8));
            return 1;
        }
    }

    private static <S> void register(BundleContext context, Class<S> type, S service) {
        context.registerService(type, service, new Hashtable<>(Map.of(Constants.SERVICE_RANKING, Integer.MAX_VALUE)));
    }

    private static ServiceReference<?> frontEnd(BundleContext platform) {
        try {
            for (ServiceReference<?> one : platform.getServiceReferences(ToIntFunction.class, FRONT_END)) return one;
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
        throw new IllegalStateException("A part of the platform is missing");
    }

    /** When the client has gone, its command has been told to stop, and has had some seconds to do so. */
    private Done listen(FarCaller caller) {
        caller.listen();
        interrupt();
        return Done.DONE;
    }

    /** On the loop, whose threads are not the platform's. */
    private void begin(Errand errand, FarCaller caller, Switch place) {
        loop.apart(() -> listen(caller));
        host.idleness.begin();
        place.onOff(host.idleness::end);
        if (host.console.isVerbose())
            errand.typed().stream()
                    .limit(1)
                    .forEach(command -> host.console.say("Doing '" + command + "' for a client"));
    }

    private synchronized void start() {
        worker = Thread.currentThread();
    }

    private synchronized void end() {
        worker = null;
        Thread.interrupted();
    }

    private synchronized void interrupt() {
        if (worker != null) worker.interrupt();
    }
}
