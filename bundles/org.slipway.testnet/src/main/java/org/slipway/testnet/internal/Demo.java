package org.slipway.testnet.internal;

import java.util.Map;
import java.util.concurrent.Callable;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slipway.testnet.DemoWorld;
import org.slipway.testnet.TestNet;

/**
 * The demo's network, which runs from the first call until the component is released. Settings are files, so that whoever
 * calls writes {@code keyInfoServer} and {@code mirror} into the configuration of the demo's own home.
 */
@Component(property = "slipway.demo=start")
public final class Demo implements Callable<Map<String, String>> {
    private TestNet net;

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

    @Deactivate
    synchronized void stop() {
        if (net != null) net.close();
    }
}
