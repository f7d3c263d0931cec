package org.slipway.main;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.connect.ConnectContent;
import org.osgi.framework.connect.ConnectModule;
import org.osgi.framework.connect.ModuleConnector;

/**
 * The bundles of the distribution with one class loader for all platforms of this process: what the JVM has learnt about
 * their classes, every platform has from its start, and what is one for a class is one for the process. Plug-ins have class
 * loaders of their own, as ever.
 */
final class SharedModules implements ModuleConnector {
    private final Map<String, ConnectModule> modules = new HashMap<>();

    SharedModules(List<Path> jars) throws IOException {
        URL[] urls = new URL[jars.size()];
        for (int i = 0; i < urls.length; i++) urls[i] = jars.get(i).toUri().toURL();
        // It lasts as long as the process.
        ClassLoader classes = new URLClassLoader("bundles", urls, SharedModules.class.getClassLoader());
        for (Path jar : jars) {
            Content content = new Content(new JarFile(jar.toFile()), classes);
            modules.put(location(jar), () -> content);
        }
    }

    /** The framework asks for no module whose location is a reference to a file. */
    static String location(Path jar) {
        return "shared:" + jar.getFileName();
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

    private record Content(JarFile jar, ClassLoader classes) implements ConnectContent {
        @Override
        public Optional<Map<String, String>> getHeaders() {
            try {
                Map<String, String> headers = new HashMap<>();
                Attributes attributes = jar.getManifest().getMainAttributes();
                attributes.forEach((name, value) -> headers.put(name.toString(), value.toString()));
                return Optional.of(headers);
            } catch (IOException broken) {
                return Optional.empty();
            }
        }

        @Override
        public Iterable<String> getEntries() {
            return jar.stream().map(JarEntry::getName).toList();
        }

        @Override
        public Optional<ConnectEntry> getEntry(String path) {
            return Optional.ofNullable(jar.getJarEntry(path)).map(entry -> new Entry(jar, entry));
        }

        @Override
        public Optional<ClassLoader> getClassLoader() {
            return Optional.of(classes);
        }

        @Override
        public void open() {}

        /** Others may have it open. */
        @Override
        public void close() {}
    }

    private record Entry(JarFile jar, JarEntry entry) implements ConnectContent.ConnectEntry {
        @Override
        public String getName() {
            return entry.getName();
        }

        @Override
        public long getContentLength() {
            return entry.getSize();
        }

        @Override
        public long getLastModified() {
            return entry.getTime();
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return jar.getInputStream(entry);
        }
    }
}
