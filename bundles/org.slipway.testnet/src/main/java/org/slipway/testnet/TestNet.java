package org.slipway.testnet;

import java.io.Closeable;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.KeyStore;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slipway.api.mirror.MirrorStrategy;

/** Four sites on loopback: feeds with their keys, key information, mirrors, archives. Closing it frees the ports. */
public final class TestNet implements AutoCloseable {
    /** The name of the site for https behind the proxy. */
    public static final String SECURE = "secure.slipway.test";

    private static final long LONG = 600_000;
    private static final Instant KEY_MADE = Instant.parse("2023-01-01T00:00:00Z");

    private final Server server = server();
    private final Map<Connector, Site> sites = new LinkedHashMap<>();
    private final Map<String, Site> named = new LinkedHashMap<>();
    private final Map<String, ServerConnector> secure = new ConcurrentHashMap<>();
    private final List<Closeable> others = new CopyOnWriteArrayList<>();
    private final Naming naming;
    private final ServerConnector proxy;
    private final Site feeds;
    private final Site keyInfo;
    private final Site mirror;
    private final Site archives;
    private final SigningKey key = SigningKey.ed25519("Test Net <testnet@slipway.invalid>", KEY_MADE);

    private enum Naming {
        BY_PORT,
        BY_NAME
    }

    private TestNet(Naming naming) {
        this.naming = naming;
        this.proxy = connector(new HttpConnectionFactory(configuration()));
        this.feeds = site("feeds");
        this.keyInfo = site("keys");
        this.mirror = site("mirror");
        this.archives = site("archives");
    }

    /** Starts the sites, with one key that has a good vote. */
    public static TestNet start() {
        return start(Naming.BY_PORT);
    }

    /**
     * Starts the sites under names that only {@link #proxy()} knows, such as {@code http://feeds.slipway.test}, so that
     * they are no hosts of this machine for whoever asks.
     */
    public static TestNet startBehindProxy() {
        return start(Naming.BY_NAME);
    }

    private static TestNet start(Naming naming) {
        TestNet net = new TestNet(naming);
        net.server.setHandler(new Tunnels(net.new Sites(), net.secure));
        try {
            net.server.start();
        } catch (Exception e) {
            net.close();
            throw new IllegalStateException("The test net cannot start", e);
        }
        net.publishKey(net.key);
        net.vote(net.key, "good", "Test Net's own key");
        return net;
    }

    public Site feeds() {
        return feeds;
    }

    public Site keyInfo() {
        return keyInfo;
    }

    public Site mirror() {
        return mirror;
    }

    public Site archives() {
        return archives;
    }

    /** A proxy that leads to the sites by their names, and nowhere else. */
    public URI proxy() {
        return address(proxy, "http", "127.0.0.1");
    }

    /** Who came through the proxy without being told where to, or to a name that it does not know, gets 502. */
    private static void unknown(Response response, Callback end) {
        response.setStatus(502);
        response.write(true, ByteBuffer.allocate(0), end);
    }

    /**
     * Starts one more site, for https, at {@code localhost} or behind the proxy.
     *
     * @param keys the server's private key with its certificates
     */
    public Site secure(KeyStore keys, String password) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStore(keys);
        tls.setKeyStorePassword(password);
        HttpConfiguration http = configuration();
        http.addCustomizer(new SecureRequestCustomizer(false));
        ServerConnector connector = connector(
                new SslConnectionFactory(tls, HttpVersion.HTTP_1_1.asString()), new HttpConnectionFactory(http));
        Site site = new Site(() ->
                naming == Naming.BY_NAME ? URI.create("https://" + SECURE) : address(connector, "https", "localhost"));
        sites.put(connector, site);
        secure.put(SECURE, connector);
        try {
            connector.start();
        } catch (Exception e) {
            throw new IllegalStateException("The site cannot start", e);
        }
        return site;
    }

    /** The key that {@link #publish} signs with. */
    public SigningKey key() {
        return key;
    }

    /** Puts a key file beside the feeds. */
    public void publishKey(SigningKey published) {
        feeds.put("/" + published.keyId() + ".gpg", published.armoured());
    }

    /** @param vote {@code good} or {@code bad} */
    public void vote(SigningKey about, String vote, String text) {
        keyInfo.put(
                "/key/" + about.fingerprint(),
                "<key-lookup><item vote='" + vote + "'>" + Xml.escape(text) + "</item></key-lookup>");
    }

    /** Signs a document with {@link #key()}, now, and puts it on the feed site. */
    public URI publish(String path, String document) {
        return publish(path, document, Instant.now());
    }

    public URI publish(String path, String document, Instant signed) {
        feeds.put(path, FeedSigner.sign(document, signed, key));
        return feeds.uri(path);
    }

    /** Copies what the feed site has to where the mirror keeps it, with the key. */
    public void mirrorFeed(String path) {
        mirror.put(NetMirror.feedPath(feeds.uri(path)), feeds.get(path));
        mirror.put("/keys/" + key.keyId() + ".gpg", key.armoured());
    }

    /** Copies what the archive host has to where the mirror keeps it. */
    public void mirrorArchive(String path) {
        mirror.put(NetMirror.archivePath(archives.uri(path)), archives.get(path));
    }

    /**
     * Packs a tree, puts it on the archive host, and gives the implementation for a feed.
     *
     * @param path where, ending in {@code .tar.gz}, {@code .tar} or {@code .zip}
     */
    public Release release(String version, Tree tree, String path) {
        Release release = Release.pack(version, tree, archives.uri(path));
        archives.put(path, release.archive());
        return release;
    }

    /** Names the copies on {@link #mirror()}; the default strategy never asks about hosts on loopback. */
    public MirrorStrategy mirrorStrategy() {
        return new NetMirror(this);
    }

    /** A URI that nobody listens at. */
    public URI nobody(String path) {
        Ports.Closed closed = new Ports.Closed();
        others.add(closed);
        return closed.uri(path);
    }

    /** A URI of a host that accepts no connection, and refuses none either. */
    public URI deaf(String path) {
        Ports.Deaf deaf = new Ports.Deaf();
        others.add(deaf);
        return deaf.uri(path);
    }

    /** @throws IllegalStateException if somebody has had more transfers at a time with a site than there may be */
    @Override
    public void close() {
        try {
            server.stop();
            for (Closeable other : others) other.close();
        } catch (Exception e) {
            throw new IllegalStateException("The test net cannot stop", e);
        }
        for (Site site : sites.values())
            if (!site.excess().isEmpty())
                throw new IllegalStateException("Too many transfers at a time: " + site.excess());
    }

    private static Server server() {
        QueuedThreadPool threads = new QueuedThreadPool(16, 2);
        threads.setName("testnet");
        threads.setDaemon(true);
        Server server = new Server(threads);
        server.setStopTimeout(0);
        return server;
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setUriCompliance(UriCompliance.UNSAFE);
        return http;
    }

    private ServerConnector connector(ConnectionFactory... protocols) {
        ServerConnector connector = new ServerConnector(server, 0, 1, protocols);
        connector.setHost("127.0.0.1");
        connector.setIdleTimeout(LONG);
        server.addConnector(connector);
        return connector;
    }

    private Site site(String name) {
        ServerConnector connector = connector(new HttpConnectionFactory(configuration()));
        String host = name + ".slipway.test";
        URI uri = URI.create("http://" + host);
        Site site = new Site(() -> naming == Naming.BY_NAME ? uri : address(connector, "http", "127.0.0.1"));
        sites.put(connector, site);
        named.put(host, site);
        return site;
    }

    private static URI address(ServerConnector connector, String scheme, String host) {
        return URI.create(scheme + "://" + host + ":" + connector.getLocalPort());
    }

    private final class Sites extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback end) {
            Connector connector = request.getConnectionMetaData().getConnector();
            Site site = connector == proxy ? named.get(Request.getServerName(request)) : sites.get(connector);
            if (site == null) unknown(response, end);
            else site.answer(request, response, end);
            return true;
        }
    }
}
