package org.slipway.testnet;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slipway.api.mirror.MirrorStrategy;

/** Four sites on loopback: feeds with their keys, key information, mirrors, archives. Closing it frees the ports. */
public final class TestNet implements AutoCloseable {
    private static final Instant KEY_MADE = Instant.parse("2023-01-01T00:00:00Z");

    private final Server server = server();
    private final Map<Connector, Site> sites = new LinkedHashMap<>();
    private final Site feeds = site();
    private final Site keyInfo = site();
    private final Site mirror = site();
    private final Site archives = site();
    private final SigningKey key = SigningKey.ed25519("Test Net <testnet@slipway.invalid>", KEY_MADE);

    private TestNet() {}

    /** Starts the sites, with one key that has a good vote. */
    public static TestNet start() {
        TestNet net = new TestNet();
        net.server.setHandler(net.new Sites());
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
        return Ports.closed(path);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The test net cannot stop", e);
        }
    }

    private static Server server() {
        QueuedThreadPool threads = new QueuedThreadPool(16, 2);
        threads.setName("testnet");
        threads.setDaemon(true);
        Server server = new Server(threads);
        server.setStopTimeout(0);
        return server;
    }

    private Site site() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setUriCompliance(UriCompliance.UNSAFE);
        ServerConnector connector = new ServerConnector(server, 0, 1, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        Site site = new Site(connector);
        sites.put(connector, site);
        return site;
    }

    private final class Sites extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback end) {
            sites.get(request.getConnectionMetaData().getConnector()).answer(request, response, end);
            return true;
        }
    }
}
