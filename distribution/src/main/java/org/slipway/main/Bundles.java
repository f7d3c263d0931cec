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
import java.util.stream.Stream;

import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/**
 * The bundles of the distribution. Those without components are only resolved, and that when somebody needs them.
 *
 * @param jars what is installed at once
 * @param libraries what those have from the class path, and plug-ins and the demo may import
 * @param web what only a page needs
 * @param demo what only the demo needs
 */
record Bundles(Path home, List<Path> jars, List<Path> libraries, List<Path> web, List<Path> demo) {
    private static final String LOG_LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";
    private static final String LOG_DATES = "org.slf4j.simpleLogger.dateTimeFormat";

    static Bundles of(Path home) throws IOException {
        List<Path> shared = jars(home.resolve("bundles"));
        List<Path> apart = jars(home.resolve("bundles/apart"));
        // The platform: ours, and those of OSGi that ours and plug-ins are made for.
        List<Path> platform = named(shared, "org.");
        List<Path> web = named(apart, "org.slipway.web-");
        List<Path> demo = named(apart, "org.slipway.testnet-");
        List<Path> served = named(apart, "jetty-server-");
        return new Bundles(
                home,
                both(platform, without(apart, both(both(web, demo), served))),
                both(without(shared, platform), served),
                web,
                demo);
    }

    private static List<Path> jars(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(jar -> jar.toString().endsWith(".jar")).sorted().toList();
        }
    }

    private static List<Path> named(List<Path> jars, String beginning) {
        return jars.stream()
                .filter(jar -> jar.getFileName().toString().startsWith(beginning))
                .toList();
    }

    private static List<Path> both(List<Path> some, List<Path> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    private static List<Path> without(List<Path> jars, List<Path> some) {
        return jars.stream().filter(jar -> !some.contains(jar)).toList();
    }

    /** Whose classes those on the class path of the JVM have. */
    SharedModules onClassPath() {
        return SharedModules.ofClassPath(both(jars, libraries));
    }

    /** Whose classes all platforms of this process have. */
    SharedModules ofProcess() throws IOException {
        return SharedModules.ofProcess(both(jars, libraries));
    }

    /** @param modules where the bundles and their classes come from */
    Framework start(Path storage, SharedModules modules) throws BundleException, IOException {
        setUpLogging();
        Framework framework = new FrameworkFactory().newFramework(properties(storage), modules);
        framework.init();
        BundleContext context = framework.getBundleContext();
        List<Bundle> installed = new ArrayList<>();
        for (String location : modules.locations(jars)) installed.add(context.installBundle(location));
        framework.start();
        new LaterPart(context, modules.locations(both(libraries, demo)), List.of()).offer("libraries");
        new LaterPart(context, List.of(), modules.locations(web)).offer("web");
        for (Bundle bundle : installed) if (isStarted(bundle)) bundle.start(Bundle.START_TRANSIENT);
        return framework;
    }

    /** The same, with a network for the demo. */
    Framework startDemo(Path storage, SharedModules modules) throws BundleException, IOException {
        Framework framework = start(storage, modules);
        new LaterPart(framework.getBundleContext(), modules.locations(libraries), modules.locations(demo)).call();
        return framework;
    }

    private static boolean isStarted(Bundle bundle) {
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
        Map<String, String> logging = file("simplelogger.properties");
        // It is made at the start, wanted or not, which takes 30 ms.
        if (System.getProperty(LOG_LEVEL, logging.getOrDefault(LOG_LEVEL, "")).equals("off")) logging.remove(LOG_DATES);
        logging.forEach(System.getProperties()::putIfAbsent);
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
