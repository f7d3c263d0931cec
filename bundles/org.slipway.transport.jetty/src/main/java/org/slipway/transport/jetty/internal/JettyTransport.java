package org.slipway.transport.jetty.internal;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.promise.Promise;
import org.slipway.api.settings.Host;
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

    /** How long is waited for others. */
    public @interface Limits {
        /** For a name to resolve, and again for a connection to each of its addresses. */
        long connect_seconds() default 15;

        long stall_seconds() default 30;

        /** Fewer bytes than these in that time are a stall. */
        long stall_bytes() default 1000;
    }

    private final Loop loop;
    private final Patience patience;
    private final Proxies proxies;
    private final LazyClient client;
    private final Sites sites;

    @Activate
    public JettyTransport(@Reference Loop loop, @Reference Host host, Limits limits, BundleContext context) {
        this(
                loop,
                host.environment(),
                new Patience(
                        Duration.ofSeconds(limits.connect_seconds()),
                        Duration.ofSeconds(limits.stall_seconds()),
                        limits.stall_bytes()),
                context.getBundle().getVersion().toString());
    }

    JettyTransport(Loop loop, Map<String, String> environment, Patience patience, String version) {
        this.loop = loop;
        this.patience = patience;
        this.sites = new Sites(loop.promises());
        this.proxies = Proxies.of(environment);
        Callable<Client> starting = () -> Client.started(environment, proxies, patience, "Slipway/" + version);
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
        return client.use()
                .flatMap(started -> new Transfer(loop, sites, proxies, exchanges(started), request, scope).from(uri))
                .onResolve(client::release);
    }

    private Exchanges exchanges(Client started) {
        return (request, uri, scope) -> Exchange.of(started, request, uri, patience, loop, scope);
    }

    private Promise<Download> refusal(DownloadRequest request, String why) {
        NetworkProblem problem = new NetworkProblem(request.uri(), Kind.PROTOCOL, why);
        return loop.promises().resolved(new Download.NetworkFailure(problem));
    }
}
