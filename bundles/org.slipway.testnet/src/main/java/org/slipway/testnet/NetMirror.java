package org.slipway.testnet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.util.List;

import org.slipway.api.mirror.MirrorStrategy;
import org.slipway.model.FeedUri;

/** Names the copies on the test net's mirror, which the default strategy never asks about hosts on loopback. */
final class NetMirror implements MirrorStrategy {
    private final TestNet net;

    NetMirror(TestNet net) {
        this.net = net;
    }

    /** The path, not encoded, at which the mirror has a feed. */
    static String feedPath(URI feed) {
        String rest = feed.getPath().substring(1).replace('/', '#');
        return "/feeds/" + feed.getScheme() + "/" + feed.getAuthority() + "/" + rest + "/latest.xml";
    }

    /** The path, not encoded, at which the mirror has an archive. */
    static String archivePath(URI archive) {
        return "/archive/" + archive.toString().replace('/', '#');
    }

    @Override
    public List<FeedMirror> feed(FeedUri.Remote feed) {
        URI primary = URI.create(feed.text());
        if (!ours(primary, net.feeds())) return List.of();
        return List.of(new FeedMirror(copy(feedPath(primary)), net.mirror().uri("/keys/")));
    }

    @Override
    public List<URI> archive(URI archive) {
        return ours(archive, net.archives()) ? List.of(copy(archivePath(archive))) : List.of();
    }

    private static boolean ours(URI primary, Site site) {
        return site.uri().getAuthority().equals(primary.getAuthority());
    }

    private URI copy(String path) {
        return net.mirror()
                .uri(URLEncoder.encode(path, UTF_8).replace("+", "%20").replace("%2F", "/"));
    }
}
