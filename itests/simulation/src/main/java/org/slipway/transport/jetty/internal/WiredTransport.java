package org.slipway.transport.jetty.internal;

import java.util.Optional;

import org.eclipse.jetty.client.HttpClient;
import org.osgi.util.promise.Promise;
import org.slipway.api.settings.Network;
import org.slipway.api.settings.Settings;
import org.slipway.api.transport.Download;
import org.slipway.api.transport.DownloadRequest;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.api.transport.NetworkProblem.Kind;
import org.slipway.api.transport.Transport;
import org.slipway.async.Loop;
import org.slipway.async.Switch;

/** The transport with a client that somebody else made; all but the client's life is the real one. */
public final class WiredTransport implements Transport {

    private final Loop loop;
    private final Settings settings;
    private final Client client;
    private final Sites sites;

    public WiredTransport(Loop loop, Settings settings, HttpClient http) {
        this.loop = loop;
        this.settings = settings;
        this.client = new Client(http, Optional::empty);
        this.sites = new Sites(loop.promises());
    }

    @Override
    public Promise<Download> download(DownloadRequest request, Switch scope) {
        if (scope.isOff()) return loop.promises().resolved(new Download.Aborted());
        Network network = settings.network();
        Exchanges exchanges = (leg, place) -> Exchange.of(client, leg, network, loop, place);
        return Target.of(request.uri())
                .fold(
                        found -> new Transfer(loop, sites, exchanges, network, request, scope)
                                .from(found.uri(), Credentials.NONE),
                        refused -> loop.promises()
                                .resolved(new Download.NetworkFailure(
                                        new NetworkProblem(request.uri(), Kind.PROTOCOL, refused.why()))));
    }
}
