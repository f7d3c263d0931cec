package org.slipway.itests.embedding;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.async.Loop;
import org.slipway.async.Switch;

/** Slipway in a Java application that is no OSGi container: the example of the guide to embedding. */
public final class Slipway implements AutoCloseable {
    private final Framework framework;

    /**
     * @param factory of Felix, Equinox or another framework
     * @param shared the jars of the foundation and of promises, which are on the application's own class path
     * @param bundles all others
     * @param storage an empty directory for the framework
     */
    public Slipway(FrameworkFactory factory, List<Path> shared, List<Path> bundles, Path storage)
            throws BundleException, IOException {
        framework = factory.newFramework(Map.of(
                "org.osgi.framework.storage", storage.toString(),
                "org.osgi.framework.system.packages.extra", exported(shared)));
        framework.init();
        for (Path jar : bundles) context().installBundle(jar.toUri().toString());
    }

    /** What the application registers before is there for everybody: a user to ask, a monitor, its own directories. */
    public <T> void offer(Class<T> type, T service) {
        context().registerService(type, service, new Hashtable<>(Map.of("service.ranking", 1000)));
    }

    public void start() throws BundleException {
        framework.start();
        for (Bundle bundle : context().getBundles()) bundle.start();
    }

    public <T> T service(Class<T> type) {
        return context().getService(context().getServiceReference(type));
    }

    public BundleContext context() {
        return framework.getBundleContext();
    }

    /** Asks something on the loop, where all questions are asked; the answer can be waited for on any other thread. */
    public <T> Promise<T> ask(Function<Switch, Promise<T>> question) {
        Loop loop = service(Loop.class);
        Deferred<T> answer = loop.promises().deferred();
        loop.run(() -> {
            Switch scope = new Switch(loop.promises());
            answer.resolveWith(question.apply(scope).onResolve(scope::off));
        });
        return answer.getPromise();
    }

    /** Packages of the class path become the framework's own, so that both sides have the same classes. */
    private static String exported(List<Path> jars) throws IOException {
        StringBuilder packages = new StringBuilder();
        for (Path path : jars)
            try (JarFile jar = new JarFile(path.toFile())) {
                packages.append(packages.isEmpty() ? "" : ",")
                        .append(jar.getManifest().getMainAttributes().getValue("Export-Package"));
            }
        return packages.toString();
    }

    @Override
    public void close() throws BundleException {
        framework.stop();
        try {
            framework.waitForStop(10_000);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return framework.getSymbolicName() + " "
                + List.of(context().getBundles()).stream()
                        .map(Bundle::getSymbolicName)
                        .collect(Collectors.joining(" "));
    }
}
