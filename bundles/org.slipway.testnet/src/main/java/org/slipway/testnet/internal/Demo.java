package org.slipway.testnet.internal;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slipway.api.mirror.MirrorStrategy;
import org.slipway.model.FeedUri;
import org.slipway.testnet.DemoWorld;
import org.slipway.testnet.TestNet;

/**
 * The demo's network, which runs from the first call until the component is released, and the way to its mirror. Settings
 * are files, so whoever calls writes {@code keyInfoServer} into the configuration of the demo's own home.
 */
@Component(
        service = {Callable.class, MirrorStrategy.class},
        property = "slipway.demo=start")
public final class Demo implements Callable<Map<String, String>>, MirrorStrategy {
    private volatile TestNet net;

    @Activate
    public Demo() {}

    @Override
    public synchronized Map<String, String> call() {
        if (net == null) net = TestNet.start();
        DemoWorld world = DemoWorld.publish(net).withTrouble();
        return Map.of(
                "feed", world.feed().toString(),
                "description", String.join("\n", world.description()),
                "output", world.output(),
                "keyInfoServer", net.keyInfo().uri().toString(),
                "mirror", net.mirror().uri().toString());
    }

    @Override
    public List<FeedMirror> feed(FeedUri.Remote feed) {
        return net == null ? List.of() : net.mirrorStrategy().feed(feed);
    }

    @Override
    public List<URI> archive(URI archive) {
        return net == null ? List.of() : net.mirrorStrategy().archive(archive);
    }

    @Deactivate
    synchronized void stop() {
        if (net != null) net.close();
    }
}
