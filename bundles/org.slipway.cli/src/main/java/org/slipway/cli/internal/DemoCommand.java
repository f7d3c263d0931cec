package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.util.promise.Promise;
import org.slipway.api.driver.DriverRequest.Goal;
import org.slipway.api.launch.LaunchOptions;
import org.slipway.api.launch.LaunchPlan;
import org.slipway.async.Switch;

/** {@code demo}: the main job on a network of its own, which the testnet bundle brings, in a home of its own. */
final class DemoCommand implements Command {
    private static final String NETWORK = "(slipway.demo=start)";
    private static final String HOME = "ZEROINSTALL_PORTABLE_BASE";

    private final Services services;
    private final Console console;
    private final BundleContext context;

    DemoCommand(Services services, Console console, BundleContext context) {
        this.services = services;
        this.console = console;
        this.context = context;
    }

    @Override
    public String name() {
        return "demo";
    }

    @Override
    public String usage() {
        return "";
    }

    @Override
    public Set<Option> options() {
        return Set.of();
    }

    @Override
    public Promise<Integer> run(Invocation invocation, Switch scope) throws Complaint {
        if (!invocation.words().isEmpty()) throw new WrongUsage();
        if (!services.host.environment().containsKey(HOME))
            throw new Complaint("Only bin/slipway can start the demo: it needs a home of its own");
        console.configure(1, Optional.empty());
        Selecting selecting = new Selecting(services, console);
        return services.loop.offLoop(this::start).flatMap(network -> {
            String feed = network.get("feed");
            console.say("\n$ slipway run " + feed);
            Invocation run = new Invocation(Arguments.parse(List.of("run", feed)), List.of(feed));
            return selecting
                    .make(run, Goal.RUN, scope)
                    .map(Selecting.Made::selections)
                    .flatMap(selections -> services.loop.offLoop(() -> {
                        console.say("\nChosen:\n" + SelectionsTree.of(selections, services.store) + "\n");
                        return start(services.launchers.plan(selections, LaunchOptions.NONE));
                    }));
        });
    }

    private Map<String, String> start() throws Exception {
        Map<String, String> network = network().call();
        Path global = services.places.config().resolve("injector/global");
        Files.createDirectories(global.getParent());
        Files.writeString(global, "[global]\nkey_info_server = " + network.get("keyInfoServer") + "\n");
        console.say("A network on loopback, with keys made just now:\n" + network.get("description"));
        return network;
    }

    @SuppressWarnings("unchecked")
    private Callable<Map<String, String>> network() throws Complaint, InvalidSyntaxException {
        for (ServiceReference<?> reference : context.getServiceReferences(Callable.class, NETWORK)) {
            Object service = context.getService(reference);
            if (service != null) return (Callable<Map<String, String>>) service;
        }
        throw new Complaint("The demo is not installed here");
    }

    private int start(LaunchPlan plan) throws IOException, InterruptedException {
        if (!console.finish()) return 1;
        return new ProcessBuilder("/bin/sh", "-c", plan.script(), "slipway")
                .inheritIO()
                .start()
                .waitFor();
    }
}
