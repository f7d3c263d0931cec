package org.slipway.cli.internal;

import java.io.InputStream;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;

import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.promise.Promise;
import org.slipway.api.interaction.Answer;
import org.slipway.api.interaction.Interaction;
import org.slipway.async.Switch;
import org.slipway.model.Version;
import org.slipway.model.feed.FeedReader;

/** {@code slave}: answers another program's questions, and asks it what else the user is asked. */
final class SlaveCommand extends NamedCommand {
    private static final Version FIRST = Version.of("2.6");

    private final Services services;
    private final Console console;
    private final BundleContext context;
    private final InputStream in;

    SlaveCommand(Services services, Console console, BundleContext context, InputStream in) {
        super("slave", "VERSION");
        this.services = services;
        this.console = console;
        this.context = context;
        this.in = in;
    }

    @Override
    public Promise<Integer> run(Invocation invocation, Switch scope) throws Complaint {
        List<String> words = invocation.words();
        if (words.size() != 1) throw new WrongUsage();
        Version version = negotiated(words.get(0));
        Peer peer = new Peer(services.loop, in, console);
        ServiceRegistration<?> asking = context.registerService(
                Interaction.class,
                new PeerInteraction(services.loop, peer::ask, new Answer.Refuse()),
                new Hashtable<>(Map.of(Constants.SERVICE_RANKING, Integer.MAX_VALUE)));
        peer.tell("set-api-version", version.toString());
        return peer.listen(new SlaveRequests(services, console, version, scope))
                .map(gone -> 0)
                .onResolve(asking::unregister);
    }

    /** The lower of what the other side wants and what there is. */
    static Version negotiated(String wanted) throws Complaint {
        Version version;
        try {
            version = Version.of(wanted);
        } catch (IllegalArgumentException nonsense) {
            throw new Complaint("'" + wanted + "' is not a version of the interface, such as 2.7");
        }
        if (version.compareTo(FIRST) < 0) throw new Complaint("Minimum supported API version is " + FIRST);
        Version ours = Version.of(FeedReader.INJECTOR_VERSION.toString());
        return version.compareTo(ours) < 0 ? version : ours;
    }
}
