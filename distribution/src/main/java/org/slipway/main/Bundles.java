package org.slipway.main;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/**
 * The bundles of the distribution. Those without components are only resolved, and that when somebody needs them.
 *
 * @param jars what is installed at once
 * @param web what only a page needs
 */
record Bundles(Path home, List<Path> jars, List<Path> web) {
    private static final String WEB = "org.slipway.web-";

    static Bundles of(Path home) throws IOException {
        Map<Boolean, List<Path>> jars = Stream.concat(
                        jars(home.resolve("bundles")), jars(home.resolve("bundles/apart")))
                .collect(Collectors.partitioningBy(
                        jar -> jar.getFileName().toString().startsWith(WEB)));
        return new Bundles(home, jars.get(false), jars.get(true));
    }

    private static Stream<Path> jars(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(jar -> jar.toString().endsWith(".jar")).sorted().toList().stream();
        }
    }

    /** @param demo whether what only the demo needs is started too */
    Framework start(Path storage, boolean demo) throws BundleException, IOException {
        return start(storage, SharedModules.ofClassPath(jars), demo);
    }

    /** @param modules where the bundles and their classes come from */
    Framework start(Path storage, SharedModules modules) throws BundleException, IOException {
        return start(storage, modules, false);
    }

    private Framework start(Path storage, SharedModules modules, boolean demo) throws BundleException, IOException {
        setUpLogging();
        Framework framework = new FrameworkFactory().newFramework(properties(storage), modules);
        framework.init();
        List<Bundle> installed = new ArrayList<>();
        for (Path jar : jars) installed.add(framework.getBundleContext().installBundle(modules.location(jar)));
        framework.start();
        LaterPart.offer(framework.getBundleContext(), "web", web);
        for (Bundle bundle : installed) {
            if (isStarted(bundle, demo)) bundle.start(Bundle.START_TRANSIENT);
        }
        return framework;
    }

    private static boolean isStarted(Bundle bundle, boolean demo) {
        if (bundle.getSymbolicName().equals("org.slipway.testnet")) return demo;
        return bundle.getHeaders("").get("Service-Component") != null
                || bundle.getSymbolicName().equals("org.apache.felix.scr");
    }

    private Map<String, String> properties(Path storage) throws IOException {
        Map<String, String> properties = file("framework.properties");
        properties.put(Constants.FRAMEWORK_STORAGE, storage.toString());
        properties.put("felix.cache.locking", "false");
        return properties;
    }

    /** The JVM makes no archive of classes if its class path has a directory for the logging library to look into. */
    private void setUpLogging() throws IOException {
        file("simplelogger.properties").forEach(System.getProperties()::putIfAbsent);
    }

    private Map<String, String> file(String name) throws IOException {
        Properties file = new Properties();
        try (Reader reader = Files.newBufferedReader(home.resolve("conf").resolve(name))) {
            file.load(reader);
        }
        Map<String, String> properties = new HashMap<>();
        file.stringPropertyNames().forEach(key -> properties.put(key, file.getProperty(key)));
        return properties;
    }
}
