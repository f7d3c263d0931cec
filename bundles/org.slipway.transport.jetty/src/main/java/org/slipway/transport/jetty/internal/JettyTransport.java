package org.slipway.transport.jetty.internal;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;

import org.eclipse.jetty.io.ClientConnector;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.promise.Promise;
import org.slipway.api.settings.Host;
import org.slipway.api.settings.Network;
import org.slipway.api.settings.Places;
import org.slipway.api.settings.Settings;
import org.slipway.api.transport.Download;
import org.slipway.api.transport.DownloadRequest;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.api.transport.NetworkProblem.Kind;
import org.slipway.api.transport.Transport;
import org.slipway.async.Loop;
import org.slipway.async.Switch;

/** Fetches over http and https with Jetty's client, so many transfers at a time from each site. */
@Component(property = {Transport.SCHEME + "=http", Transport.SCHEME + "=https"})
public final class JettyTransport implements Transport {

    private final Loop loop;
    private final Settings settings;
    private final Proxies proxies;
    private final PrivateSites privateSites;
    private final LaterTls tls;
    private final LazyClient client;
    private final Sites sites;

    @Activate
    public JettyTransport(
            @Reference Loop loop,
            @Reference Settings settings,
            @Reference Places places,
            @Reference Host host,
            BundleContext context) {
        this(
                loop,
                settings,
                places,
                Protocols::installed,
                host.environment(),
                context.getBundle().getVersion().toString());
    }

    JettyTransport(
            Loop loop,
            Settings settings,
            Places places,
            Function<ClientConnector, Protocols> protocols,
            Map<String, String> environment,
            String version) {
        this.loop = loop;
        this.settings = settings;
        this.sites = new Sites(loop.promises());
        this.proxies = Proxies.of(environment);
        this.privateSites = new PrivateSites(loop, environment, proxies, places.config());
        this.tls = new LaterTls(new LaterTrust(
                () -> TrustRoots.of(environment, settings.network().certificates())));
        Callable<Client> starting =
                () -> Client.started(protocols, tls, proxies, settings.network(), "Slipway/" + version);
        this.client = new LazyClient(loop, starting);
    }

    @Deactivate
    void leave() {
        client.leave();
    }

    @Override
    public Promise<Download> download(DownloadRequest request, Switch scope) {
        if (scope.isOff()) return loop.promises().resolved(new Download.Aborted());
        return Target.of(request.uri())
                .fold(found -> transfer(request, found.uri(), scope), refused -> refusal(request, refused.why()));
    }

    private Promise<Download> transfer(DownloadRequest request, URI uri, Switch scope) {
        Network network = settings.network();
        if (uri.getScheme().equalsIgnoreCase("https")) tls.begin();
        return client.use()
                .flatMap(started -> privateSites.credentials(Site.of(uri)).flatMap(credentials -> new Transfer(
                                loop, sites, exchanges(started), network, request, scope)
                        .from(uri, credentials)))
                .onResolve(client::release);
    }

    private Exchanges exchanges(Client started) {
        return (leg, scope) -> proxies.of(Site.of(leg.uri())) instanceof Proxies.Setting.Unusable unusable
                ? loop.promises().resolved(Reply.failed(new NetworkProblem(leg.uri(), Kind.PROTOCOL, unusable.why())))
                : Exchange.of(started, leg, settings.network(), loop, scope);
    }

    private Promise<Download> refusal(DownloadRequest request, String why) {
        NetworkProblem problem = new NetworkProblem(request.uri(), Kind.PROTOCOL, why);
        return loop.promises().resolved(new Download.NetworkFailure(problem));
    }
}
