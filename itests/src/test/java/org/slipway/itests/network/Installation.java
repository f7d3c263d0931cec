package org.slipway.itests.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.osgi.framework.ServiceRegistration;
import org.slipway.api.driver.Acquisition;
import org.slipway.api.driver.DriverRequest.Refresh;
import org.slipway.api.driver.Result;
import org.slipway.api.mirror.MirrorStrategy;
import org.slipway.api.monitor.Event;
import org.slipway.api.monitor.Monitor;
import org.slipway.api.settings.Places;
import org.slipway.itests.container.Home;
import org.slipway.itests.container.Job;
import org.slipway.itests.container.Services;
import org.slipway.model.selections.Selections;
import org.slipway.testnet.Site;
import org.slipway.testnet.TestNet;

/**
 * The platform in this container with a home and a network of its own, and little patience. Closing it fails if a server has
 * seen too many transfers at a time, or if one is still under way.
 */
final class Installation implements AutoCloseable {
    static final String SETTINGS = """
            [network]
            slow_after = 2
            stall_after = 6
            connect_within = 6
            retries = 1
            """;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path home;
    private final TestNet net = TestNet.start();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final List<ServiceRegistration<?>> offered;

    Installation(Path home) throws Exception {
        this.home = home;
        Path config = Files.createDirectories(home.resolve("config/injector"));
        Files.writeString(
                config.resolve("global"),
                "[global]\nkey_info_server = " + net.keyInfo().uri() + "\n");
        Files.writeString(config.resolve("slipway"), SETTINGS);
        offered = List.of(
                Services.offer(Places.class, new Home(home)),
                Services.offer(MirrorStrategy.class, net.mirrorStrategy()),
                Services.offer(Monitor.class, (Monitor) events::add));
        Services.restart();
    }

    TestNet net() {
        return net;
    }

    List<Site> sites() {
        return List.of(net.feeds(), net.keyInfo(), net.mirror(), net.archives());
    }

    <T extends Event> Stream<T> events(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast);
    }

    Result solve(URI feed) throws Exception {
        return Job.solve(feed, Refresh.AS_NEEDED);
    }

    Result refresh(URI feed) throws Exception {
        return Job.solve(feed, Refresh.ALL);
    }

    Selections select(URI feed) throws Exception {
        return Job.select(feed);
    }

    Acquisition download(Selections selections) throws Exception {
        return Job.download(selections);
    }

    /** What is left of downloads. */
    List<Path> leftovers() throws Exception {
        Path scratch = home.resolve("cache/slipway");
        if (!Files.exists(scratch)) return List.of();
        try (Stream<Path> files = Files.walk(scratch)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("/validators/"))
                    .filter(file -> !file.endsWith("downloads/.lock"))
                    .toList();
        }
    }

    @Override
    public void close() {
        for (ServiceRegistration<?> service : offered) service.unregister();
        for (Site site : sites())
            assertThat(site.idle(PATIENCE)).as(site.uri().toString()).isTrue();
        net.close();
    }
}
