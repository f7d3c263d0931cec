package org.slipway.main;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

import org.osgi.framework.connect.ConnectContent;

/** A bundle whose classes come from a class loader that is there before any platform. */
final class SharedContent implements ConnectContent {
    /**
     * What the framework would look for in other bundles, so that a class loader of its own can ask them. One that is shared has
     * it all, and who exports nothing hands on nothing of it.
     */
    private static final Set<String> WIRED = Set.of("Import-Package", "DynamicImport-Package", "Require-Capability");

    private final JarFile jar;
    private final ClassLoader classes;
    private final Map<String, String> headers;
    private final Optional<JoinedDescriptions> descriptions;
    private final List<String> names;

    static SharedContent of(Path file, ClassLoader classes) throws IOException {
        // Of what is installed here, nothing is believed for its signature.
        JarFile jar = new JarFile(file.toFile(), false);
        try {
            return new SharedContent(jar, classes);
        } catch (IOException | RuntimeException damaged) {
            jar.close();
            throw damaged;
        }
    }

    private SharedContent(JarFile jar, ClassLoader classes) throws IOException {
        this.jar = jar;
        this.classes = classes;
        Map<String, String> headers = new HashMap<>();
        jar.getManifest().getMainAttributes().forEach((name, value) -> headers.put(name.toString(), value.toString()));
        if (!headers.containsKey("Export-Package")) headers.keySet().removeAll(WIRED);
        this.descriptions = JoinedDescriptions.of(jar, headers.getOrDefault(JoinedDescriptions.HEADER, ""));
        descriptions.ifPresent(joined -> headers.put(JoinedDescriptions.HEADER, joined.getName()));
        this.headers = Map.copyOf(headers);
        this.names = names();
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(jar.size() + 1);
        jar.stream().forEach(entry -> names.add(entry.getName()));
        descriptions.ifPresent(joined -> names.add(joined.getName()));
        return List.copyOf(names);
    }

    /** The framework adds what a jar says of newer JVMs. */
    @Override
    public Optional<Map<String, String>> getHeaders() {
        return Optional.of(new HashMap<>(headers));
    }

    @Override
    public Iterable<String> getEntries() {
        return names;
    }

    @Override
    public Optional<ConnectEntry> getEntry(String path) {
        if (descriptions.isPresent() && descriptions.get().getName().equals(path))
            return Optional.of(descriptions.get());
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

    private record Entry(JarFile jar, JarEntry entry) implements ConnectEntry {
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
