package org.slipway.main;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.connect.ConnectContent;
import org.osgi.framework.connect.ConnectModule;
import org.osgi.framework.connect.ModuleConnector;

/**
 * Bundles whose classes come from a class loader that is there before any platform, instead of one that each platform makes:
 * the class path of the JVM, which knows them from its archive of classes, or one more of this process. What the JVM has
 * learnt about them, every platform has from its start, and what is one for a class is one for the process. Plug-ins have
 * class loaders of their own, as ever.
 */
final class SharedModules implements ModuleConnector {
    private static final String PREFIX = "shared:";

    private final Map<String, ConnectModule> modules = new HashMap<>();

    private SharedModules() {}

    /** Of these, what the JVM has on its class path. */
    static SharedModules ofClassPath(List<Path> jars) {
        SharedModules modules = new SharedModules();
        Set<Path> there = classPath();
        for (Path jar : jars) if (there.contains(jar)) modules.add(jar, SharedModules.class.getClassLoader());
        return modules;
    }

    /** All of these. */
    static SharedModules ofProcess(List<Path> jars) throws IOException {
        SharedModules modules = ofClassPath(jars);
        List<Path> others = jars.stream()
                .filter(jar -> !modules.modules.containsKey(shared(jar)))
                .toList();
        URL[] urls = new URL[others.size()];
        for (int i = 0; i < urls.length; i++) urls[i] = others.get(i).toUri().toURL();
        // It lasts as long as the process.
        ClassLoader classes = new URLClassLoader("bundles", urls, SharedModules.class.getClassLoader());
        for (Path jar : others) modules.add(jar, classes);
        return modules;
    }

    private static Set<Path> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .collect(Collectors.toSet());
    }

    private void add(Path jar, ClassLoader classes) {
        modules.put(shared(jar), new Module(jar, classes));
    }

    private static String shared(Path jar) {
        return PREFIX + jar.getFileName();
    }

    /** What to install a bundle from. The framework asks for no module whose location is a reference to a file. */
    String location(Path jar) {
        return modules.containsKey(shared(jar)) ? shared(jar) : "reference:" + jar.toUri();
    }

    List<String> locations(List<Path> jars) {
        return jars.stream().map(this::location).toList();
    }

    @Override
    public void initialize(File storage, Map<String, String> configuration) {}

    @Override
    public Optional<ConnectModule> connect(String location) {
        return Optional.ofNullable(modules.get(location));
    }

    @Override
    public Optional<BundleActivator> newBundleActivator() {
        return Optional.empty();
    }

    /** Opened when it is first installed, for all platforms. */
    private static final class Module implements ConnectModule {
        private final Path jar;
        private final ClassLoader classes;
        private ConnectContent content;

        Module(Path jar, ClassLoader classes) {
            this.jar = jar;
            this.classes = classes;
        }

        @Override
        public synchronized ConnectContent getContent() throws IOException {
            if (content == null) content = SharedContent.of(jar, classes);
            return content;
        }
    }
}
