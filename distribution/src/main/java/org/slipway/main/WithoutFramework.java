package org.slipway.main;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The few commands that are over before a framework would have started. */
record WithoutFramework(Path home) {
    private static final List<String> BUNDLES = List.of("org.slipway.store-", "org.slipway.api-", "org.slipway.model-");
    private static final String SHORTCUT = "org.slipway.store.internal.Shortcut";

    /** @return whether all is done */
    boolean run(String... arguments) {
        if (arguments.length < 2 || !List.of("digest", "store").contains(arguments[0])) return false;
        try (URLClassLoader classes = new URLClassLoader(jars())) {
            Object shortcut =
                    classes.loadClass(SHORTCUT).getDeclaredConstructor().newInstance();
            @SuppressWarnings("unchecked")
            Predicate<String[]> command = (Predicate<String[]>) shortcut;
            return command.test(arguments);
        } catch (IOException | ReflectiveOperationException | LinkageError notHere) {
            return false;
        }
    }

    private URL[] jars() throws IOException {
        try (Stream<Path> all = Files.list(home.resolve("bundles"))) {
            List<Path> jars = all.filter(jar -> BUNDLES.stream()
                            .anyMatch(name -> jar.getFileName().toString().startsWith(name)))
                    .toList();
            URL[] urls = new URL[jars.size()];
            for (int i = 0; i < urls.length; i++) urls[i] = url(jars.get(i));
            return urls;
        }
    }

    private static URL url(Path jar) throws MalformedURLException {
        return jar.toUri().toURL();
    }
}
