package org.slipway.mirrors.internal;

import java.net.URI;
import java.util.List;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.mirror.MirrorStrategy;
import org.slipway.api.settings.Settings;
import org.slipway.model.FeedUri;

/** The public Zero Install mirror, or another that is laid out like it. Source: the reference's {@code mirror.ml}. */
@Component
public final class ZeroMirror implements MirrorStrategy {

    private final Settings settings;

    @Activate
    public ZeroMirror(@Reference Settings settings) {
        this.settings = settings;
    }

    @Override
    public List<FeedMirror> feed(FeedUri.Remote feed) {
        return place(feed, "latest.xml").flatMap(copy -> uri("keys/").map(keys -> new FeedMirror(copy, keys))).stream()
                .toList();
    }

    @Override
    public List<URI> archive(URI archive) {
        if (!MirrorPath.mayHave(archive.toString())) return List.of();
        return uri("archive/" + MirrorPath.archive(archive.toString())).stream().toList();
    }

    @Override
    public List<URI> implementation(FeedUri.Remote feed, String implementationId) {
        return place(feed, "impl/" + MirrorPath.flat(implementationId)).stream().toList();
    }

    private Optional<URI> place(FeedUri.Remote feed, String resource) {
        return MirrorPath.feed(feed.text()).flatMap(directory -> uri(directory + "/" + resource));
    }

    private Optional<URI> uri(String path) {
        return settings.mirror().map(base -> URI.create(withoutSlash(base.toString()) + "/" + path));
    }

    private static String withoutSlash(String base) {
        return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }
}
