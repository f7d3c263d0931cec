package org.slipway.cli.internal;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.time.Duration;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;

import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.promise.Promise;
import org.osgi.util.promise.PromiseFactory;
import org.slipway.api.interaction.Answer;
import org.slipway.api.interaction.Interaction;
import org.slipway.api.monitor.Monitor;
import org.slipway.async.Done;
import org.slipway.async.Promising;
import org.slipway.async.Switch;
import org.slipway.model.Version;
import org.slipway.model.feed.FeedReader;

/** {@code slave}: answers another program's questions, and asks it what else the user is asked. */
final class SlaveCommand extends NamedCommand {
    private static final Version FIRST = Version.of("2.6");
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final Services services;
    private final Console console;
    private final BundleContext context;
    private final InputStream in;
    private final OutputStream out;

    SlaveCommand(Services services, Console console, BundleContext context, InputStream in, OutputStream out) {
        super("slave", "VERSION");
        this.services = services;
        this.console = console;
        this.context = context;
        this.in = in;
        this.out = out;
    }

    @Override
    public Promise<Integer> run(Invocation invocation, Switch scope) throws Complaint {
        List<String> words = invocation.words();
        if (words.size() != 1) throw new WrongUsage();
        Version version = negotiated(words.get(0));
        console.hush();
        Outbox outbox = new Outbox(services.loop, Channels.newChannel(out));
        Peer peer = new Peer(services.loop, in, console.answeringTo(outbox));
        PeerProgress progress = new PeerProgress(services.loop, events -> peer.tell("progress", events), scope);
        if (isFurther(version)) scope.onOff(context.registerService(Monitor.class, progress, null)::unregister);
        ServiceRegistration<?> asking = context.registerService(
                Interaction.class,
                PeerInteraction.with(peer, version, services.loop, new Answer.Refuse()),
                new Hashtable<>(Map.of(Constants.SERVICE_RANKING, Integer.MAX_VALUE)));
        peer.tell("set-api-version", version.toString());
        return emptied(peer.listen(requests(services, console, version, peer, progress), scope), outbox, scope)
                .map(gone -> 0)
                .onResolve(asking::unregister);
    }

    /** What is on its way arrives, or after a failure gets some time to. */
    private Promise<Done> emptied(Promise<Done> talk, Outbox outbox, Switch scope) {
        PromiseFactory promises = services.loop.promises();
        return talk.flatMap(gone -> outbox.end()).recoverWith(failed -> {
            Switch farewell = scope.child();
            return Promising.first(promises, List.of(outbox.end(), services.loop.pause(FAREWELL, farewell)))
                    .onResolve(farewell::off)
                    .flatMap(over -> promises.failed(failed.getFailure()));
        });
    }

    static boolean isFurther(Version version) {
        return version.compareTo(FurtherRequests.SINCE) >= 0;
    }

    /** What the other side can ask for in a version. */
    static Peer.Handler requests(
            Services services, Console console, Version version, Peer peer, PeerProgress progress) {
        Peer.Handler requests = new SlaveRequests(services, console, version);
        return isFurther(version) ? new FurtherRequests(services, console, peer, progress, requests) : requests;
    }

    /** The highest that both sides know: those of the reference, or ours behind them. */
    static Version negotiated(String wanted) throws Complaint {
        Version version;
        try {
            version = Version.of(wanted);
        } catch (IllegalArgumentException nonsense) {
            throw new Complaint("'" + wanted + "' is not a version of the interface, such as 2.7");
        }
        if (version.compareTo(FIRST) < 0) throw new Complaint("Minimum supported API version is " + FIRST);
        if (isFurther(version)) return FurtherRequests.SINCE;
        Version references = Version.of(FeedReader.INJECTOR_VERSION.toString());
        return version.compareTo(references) < 0 ? version : references;
    }
}
