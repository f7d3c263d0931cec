package org.slipway.itests.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slipway.api.monitor.Announcer;
import org.slipway.api.monitor.Event;
import org.slipway.api.settings.Places;
import org.slipway.api.settings.Settings;
import org.slipway.async.Loop;
import org.slipway.itests.Project;
import org.slipway.itests.embedding.Embedded;
import org.slipway.itests.embedding.Slipway;

/** The bundle for people inside a container, with and without what its parts are for. */
class ContainerPartsTest {
    private static final String EVENTS = "org.apache.felix.eventadmin";
    private static final List<String> COMPANIONS = List.of(
            "javax.servlet-api",
            "org.apache.felix.configadmin",
            EVENTS,
            "org.apache.felix.gogo.runtime",
            "org.apache.felix.healthcheck.api",
            "org.apache.felix.http.servlet-api",
            "org.apache.felix.log",
            "org.apache.felix.metatype");

    private static final Set<String> ALWAYS = Set.of("Commands", "Metrics", "Reach", "Tables", "Traffic", "Waiting");
    private static final Set<String> WHERE_WANTED = Set.of(
            "ClockSane",
            "Completions",
            "ConsolePage",
            "EventLog",
            "EventTopics",
            "JavaxConsolePage",
            "JavaxMetricsServlet",
            "KeyServerReachable",
            "MetricsServlet",
            "MirrorReachable",
            "QueueAge",
            "SettingsLog",
            "StoreDisk",
            "StoreWritable");

    @TempDir
    Path home;

    private Slipway started(List<Path> companions) throws Exception {
        List<Path> bundles = new ArrayList<>(Embedded.bundles());
        bundles.addAll(companions);
        Slipway slipway = new Slipway(new FrameworkFactory(), Embedded.shared(), bundles, home.resolve("framework"));
        slipway.offer(Places.class, new Home(home));
        slipway.start();
        return slipway;
    }

    private static Path companion(String name) {
        return Project.root().resolve("itests/target/companions/" + name + ".jar");
    }

    private static Bundle bundle(Slipway slipway, String name) {
        return Arrays.stream(slipway.context().getBundles())
                .filter(bundle -> bundle.getSymbolicName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<ServiceReference<?>> offered(Slipway slipway) {
        return Optional.ofNullable(bundle(slipway, "org.slipway.container").getRegisteredServices()).stream()
                .flatMap(Arrays::stream);
    }

    /** The components whose services are there. */
    private static Set<String> parts(Slipway slipway) {
        return offered(slipway)
                .map(reference -> (String) reference.getProperty("component.name"))
                .filter(name -> name != null)
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .collect(Collectors.toSet());
    }

    /** Resolves anew, as containers do when packages come or go. */
    private static void refresh(Slipway slipway) throws InterruptedException {
        CountDownLatch refreshed = new CountDownLatch(1);
        slipway.context()
                .getBundle(0)
                .adapt(FrameworkWiring.class)
                .refreshBundles(Set.of(bundle(slipway, "org.slipway.container")), event -> refreshed.countDown());
        assertThat(refreshed.await(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void each_part_comes_with_its_package_and_goes_with_it_and_the_others_stay() throws Exception {
        try (Slipway slipway = started(List.of())) {
            assertThat(bundle(slipway, "org.slipway.container").getState()).isEqualTo(Bundle.ACTIVE);
            assertThat(parts(slipway)).isEqualTo(ALWAYS);

            BundleContext context = slipway.context();
            for (String name : COMPANIONS)
                context.installBundle(companion(name).toUri().toString()).start();
            assertThat(parts(slipway))
                    .as("by name the services are there, but no wire leads to their packages")
                    .isEqualTo(ALWAYS);

            refresh(slipway);
            Set<String> all = new HashSet<>(ALWAYS);
            all.addAll(WHERE_WANTED);
            assertThat(parts(slipway)).isEqualTo(all);
            assertThat(offered(slipway)).allSatisfy(reference -> assertThat((Object) context.getService(reference))
                    .as(reference.toString())
                    .isNotNull());

            bundle(slipway, EVENTS).uninstall();
            refresh(slipway);
            all.remove("EventTopics");
            assertThat(parts(slipway)).isEqualTo(all);
        }
    }

    @Test
    void people_inside_a_container_have_commands_health_events_metrics_and_configuration() throws Exception {
        List<Path> jars = COMPANIONS.stream().map(ContainerPartsTest::companion).toList();
        try (Slipway slipway = started(jars)) {
            assertThat(command(slipway, "slipway:trust")).isEqualTo("No key is trusted");
            assertThat(command(slipway, "slipway:stores").toString()).contains(home.toString(), "not there yet");
            assertThat(health(slipway)).hasSize(6).contains("OK");

            assertThat(topicOfWarning(slipway)).isEqualTo("org/slipway/Warning");
            assertThat(metrics(slipway)).contains("slipway_warnings_total 1\n");

            assertThat(pids(slipway)).contains("org.slipway.settings");
            configure(slipway, Map.of("freshness", 60L));
            assertThat(slipway.service(Settings.class).freshness()).isEqualTo(Duration.ofMinutes(1));
        }
    }

    private static Object service(Slipway slipway, String type) throws Exception {
        return slipway.context().getService(slipway.context().getAllServiceReferences(type, null)[0]);
    }

    /** Calls a method of an interface that the test does not have. */
    private static Object call(Object target, String type, String method, Class<?>[] types, Object... arguments)
            throws Exception {
        return target.getClass()
                .getClassLoader()
                .loadClass(type)
                .getMethod(method, types)
                .invoke(target, arguments);
    }

    private static Object command(Slipway slipway, String line) throws Exception {
        String gogo = "org.apache.felix.service.command.CommandProcessor";
        Object session = call(
                service(slipway, gogo),
                gogo,
                "createSession",
                new Class<?>[] {InputStream.class, OutputStream.class, OutputStream.class},
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(new ByteArrayOutputStream()),
                new PrintStream(new ByteArrayOutputStream()));
        return call(
                session,
                "org.apache.felix.service.command.CommandSession",
                "execute",
                new Class<?>[] {CharSequence.class},
                line);
    }

    /** How each check ends. */
    private static List<String> health(Slipway slipway) throws Exception {
        String type = "org.apache.felix.hc.api.HealthCheck";
        List<String> all = new ArrayList<>();
        for (ServiceReference<?> reference : slipway.context().getAllServiceReferences(type, "(hc.tags=slipway)")) {
            String name = (String) reference.getProperty("hc.name");
            if (name.endsWith("reachable")) {
                all.add(name);
                continue;
            }
            Class<?> checks = bundle(slipway, "org.slipway.container").loadClass(type);
            Object result = checks.getMethod("execute").invoke(slipway.context().getService(reference));
            all.add(result.getClass().getMethod("getStatus").invoke(result).toString());
        }
        return all;
    }

    private static String topicOfWarning(Slipway slipway) throws Exception {
        BlockingQueue<String> topics = new LinkedBlockingQueue<>();
        Class<?> handler = bundle(slipway, EVENTS).loadClass("org.osgi.service.event.EventHandler");
        Object hearing = Proxy.newProxyInstance(
                handler.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("handleEvent"))
                        return method.getName().equals("hashCode") ? 1 : "x";
                    return topics.add((String)
                            arguments[0].getClass().getMethod("getTopic").invoke(arguments[0]));
                });
        slipway.context()
                .registerService(handler.getName(), hearing, new Hashtable<>(Map.of("event.topics", "org/slipway/*")));
        Loop loop = slipway.service(Loop.class);
        Announcer announcer = slipway.service(Announcer.class);
        loop.run(() -> announcer.announce(new Event.Warning("something")));
        return topics.poll(1, TimeUnit.MINUTES);
    }

    private static String metrics(Slipway slipway) throws Exception {
        ServiceReference<?> reference =
                slipway.context().getAllServiceReferences(Supplier.class.getName(), "(slipway.metrics=prometheus)")[0];
        return ((Supplier<?>) slipway.context().getService(reference)).get().toString();
    }

    private static List<String> pids(Slipway slipway) throws Exception {
        String type = "org.osgi.service.metatype.MetaTypeService";
        Object information = call(
                service(slipway, type),
                type,
                "getMetaTypeInformation",
                new Class<?>[] {Bundle.class},
                bundle(slipway, "org.slipway.settings"));
        return List.of((String[])
                call(information, "org.osgi.service.metatype.MetaTypeInformation", "getPids", new Class<?>[0]));
    }

    /** Until the settings have taken it. */
    private static void configure(Slipway slipway, Map<String, Object> values) throws Exception {
        CountDownLatch taken = new CountDownLatch(1);
        slipway.context()
                .addServiceListener(event -> taken.countDown(), "(objectClass=" + Settings.class.getName() + ")");
        String type = "org.osgi.service.cm.ConfigurationAdmin";
        Object configuration = call(
                service(slipway, type),
                type,
                "getConfiguration",
                new Class<?>[] {String.class, String.class},
                "org.slipway.settings",
                null);
        call(
                configuration,
                "org.osgi.service.cm.Configuration",
                "update",
                new Class<?>[] {Dictionary.class},
                new Hashtable<>(values));
        assertThat(taken.await(1, TimeUnit.MINUTES)).isTrue();
    }
}
