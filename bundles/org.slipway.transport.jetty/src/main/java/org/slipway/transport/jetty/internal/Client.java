package org.slipway.transport.jetty.internal;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.function.Supplier;

import org.eclipse.jetty.client.BasicAuthentication;
import org.eclipse.jetty.client.ConnectionPool;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpProxy;
import org.eclipse.jetty.client.MultiplexConnectionPool;
import org.eclipse.jetty.client.Origin;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.slipway.api.settings.Network;

/**
 * Jetty's client, set up to do one exchange and nothing by itself: no redirects, no cookies, no decoding, no answers to
 * authentication.
 *
 * @param trustProblem what is to be said when a server's certificate is not believed; may block
 */
record Client(HttpClient http, Supplier<Optional<String>> trustProblem) {

    static final int MOST_HEADER_BYTES = 64 * 1024;
    private static final int MOST_THREADS = 16;
    /** So much is taken from a connection at once, if it is there. */
    private static final int CONTENT_BYTES = 64 * 1024;

    /** Blocks: off the loop. */
    static Client started(
            Function<ClientConnector, Protocols> spoken, LaterTls tls, Proxies proxies, Network network, String agent)
            throws Exception {
        // What reads answers takes as long to load as all that follows: both are done at once.
        Daemon.start("slipway-jetty-parser", new FutureTask<>(() -> HttpParser.CACHE.size()));
        ClientConnector connector = new ClientConnector();
        connector.setSslContextFactory(tls);
        Protocols protocols = spoken.apply(connector);
        protocols.transport().setConnectionPoolFactory(Client::pool);
        HttpClient http = new HttpClient(protocols.transport());
        http.setExecutor(threads(protocols.services()));
        http.setScheduler(new ScheduledExecutorScheduler("slipway-jetty-timer", true));
        http.setUserAgentField(new HttpField(HttpHeader.USER_AGENT, agent));
        http.setConnectTimeout(network.connectWithin().toMillis());
        http.setAddressResolutionTimeout(network.connectWithin().toMillis());
        http.setIdleTimeout(network.stallAfter().toMillis());
        http.setMaxResponseHeadersSize(MOST_HEADER_BYTES);
        http.setResponseBufferSize(CONTENT_BYTES);
        http.setFollowRedirects(false);
        http.setHttpCookieStore(new HttpCookieStore.Empty());
        addProxies(http, proxies);
        try {
            http.start();
            // Starting adds them.
            http.getContentDecoderFactories().clear();
            Hints.only(http);
            return new Client(http, tls::trustProblem);
        } catch (Throwable notStarted) {
            try {
                stop(http);
            } catch (Throwable notStopped) {
                notStarted.addSuppressed(notStopped);
            }
            throw notStarted;
        }
    }

    /** Blocks: off the loop. */
    void stop() throws Exception {
        stop(http);
    }

    /** When the bundle has left, a class may be missing; its threads would stay for ever, and keep its class loaders. */
    private static void stop(HttpClient http) throws Exception {
        try {
            http.stop();
        } finally {
            http.getScheduler().stop();
            ((QueuedThreadPool) http.getExecutor()).stop();
        }
    }

    /** As many connections as the requests to it say that there may be transfers; to a proxy, as many as there must be. */
    private static ConnectionPool pool(Destination destination) {
        int most = destination.getOrigin().getTag() instanceof Integer transfers
                ? transfers
                : destination.getHttpClient().getMaxConnectionsPerDestination();
        return new MultiplexConnectionPool(destination, most, 1);
    }

    private static QueuedThreadPool threads(ClassLoader services) {
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 1) {
            @Override
            public Thread newThread(Runnable job) {
                Thread thread = super.newThread(job);
                thread.setContextClassLoader(services);
                return thread;
            }
        };
        threads.setName("slipway-jetty");
        threads.setDaemon(true);
        return threads;
    }

    private static void addProxies(HttpClient http, Proxies proxies) {
        for (Proxies.Setting setting : List.of(proxies.http(), proxies.https()))
            if (setting instanceof Proxies.Setting.Through through) addProxy(http, proxies, through);
    }

    private static void addProxy(HttpClient http, Proxies proxies, Proxies.Setting.Through through) {
        URI uri = through.proxy().uri();
        boolean secure = uri.getScheme().equals("https");
        http.getProxyConfiguration().addProxy(new HttpProxy(new Origin.Address(uri.getHost(), uri.getPort()), secure) {
            @Override
            public boolean matches(Origin origin) {
                Origin.Address address = origin.getAddress();
                return proxies.of(new Site(origin.getScheme(), address.getHost(), address.getPort()))
                        .equals(through);
            }
        });
        through.proxy().credentials().ifPresent(known -> http.getAuthenticationStore()
                .addAuthenticationResult(new BasicAuthentication.BasicResult(
                        uri, HttpHeader.PROXY_AUTHORIZATION, known.user(), known.password())));
    }
}
