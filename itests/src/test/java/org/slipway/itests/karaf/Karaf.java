package org.slipway.itests.karaf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.slipway.itests.Project;
import org.slipway.itests.container.Probe;

/** A Karaf that has nothing but our features and a probe, from files alone. */
final class Karaf implements AutoCloseable {
    private static final String VERSION = System.getProperty("slipway.karaf.version", "4.4.10");
    private static final List<String> FEATURES =
            List.of("core", "http", "http2", "openpgp", "archives", "packages", "container");

    private final Path base;
    private final Process process;

    /**
     * @param directory where it is unpacked
     * @param environment of its process
     * @param properties of its Java
     */
    Karaf(Path directory, Map<String, String> environment, Map<String, String> properties) throws Exception {
        String name = "apache-karaf-" + VERSION;
        Path archive = Project.root().resolve("itests/target/karaf").resolve(name + ".tar.gz");
        run("tar", "-xzf", archive.toString(), "-C", directory.toString());
        this.base = directory.resolve(name);
        copyBundles();
        writeProbe();
        configure();
        ProcessBuilder builder = new ProcessBuilder(base.resolve("bin/karaf").toString(), "server");
        builder.environment().putAll(environment);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment()
                .put(
                        "EXTRA_JAVA_OPTS",
                        properties.entrySet().stream()
                                .map(property -> "-D" + property.getKey() + "=" + property.getValue())
                                .collect(Collectors.joining(" ")));
        this.process =
                builder.redirectErrorStream(true).redirectOutput(log().toFile()).start();
    }

    /** Waits for a file, which is written in one go. */
    String await(Path file, long seconds) throws IOException, InterruptedException {
        for (long left = seconds * 10; left > 0 && !Files.exists(file); left--)
            if (process.waitFor(100, TimeUnit.MILLISECONDS)) break;
        if (!Files.exists(file)) throw new AssertionError(Files.readString(log()) + says());
        return Files.readString(file);
    }

    private String says() throws IOException {
        Path log = base.resolve("data/log/karaf.log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
    }

    private Path log() {
        return base.resolve("out.log");
    }

    /** Karaf looks for bundles below {@code system} first. */
    private void copyBundles() throws IOException {
        for (String coordinates : Project.listed()) {
            String[] parts = coordinates.split(":");
            copy(parts[0], parts[1], parts[2], Project.jar(parts[0], parts[1], parts[2]));
        }
    }

    private void copy(String group, String artifact, String version, Path jar) throws IOException {
        Path place = base.resolve("system")
                .resolve(group.replace('.', '/'))
                .resolve(artifact)
                .resolve(version)
                .resolve(artifact + "-" + version + ".jar");
        Files.createDirectories(place.getParent());
        if (!Files.exists(place)) Files.copy(jar, place);
    }

    /** Beside the probe, {@code scr} without what Karaf's own fetches for a web console that nobody has. */
    private void writeProbe() throws Exception {
        Path jar = base.resolve("probe.jar");
        Map<String, String> headers =
                Map.of("Bundle-Activator", MainJobInKaraf.class.getName(), "Import-Package", "org.osgi.framework");
        try (InputStream in = Probe.jar(headers)) {
            Files.copy(in, jar);
        }
        String scr = Project.listed().stream()
                .filter(coordinates ->
                        coordinates.matches("org\\.apache\\.felix:org\\.apache\\.felix\\.scr:.*|org\\.osgi:.*"))
                .map(coordinates -> "<bundle>mvn:" + coordinates.replace(':', '/') + "</bundle>")
                .collect(Collectors.joining());
        Files.writeString(base.resolve("probe.xml"), """
                <features name="probe" xmlns="http://karaf.apache.org/xmlns/features/v1.6.0">
                  <feature name="scr" version="1">%s</feature>
                  <feature name="probe" version="1"><bundle>%s</bundle></feature>
                </features>
                """.formatted(scr, jar.toUri()));
    }

    private void configure() throws IOException {
        String own = Project.root()
                .resolve("features/target/features/features.xml")
                .toUri()
                .toString();
        String boot = Stream.concat(FEATURES.stream().map(name -> "slipway-" + name), Stream.of("probe"))
                .collect(Collectors.joining(","));
        Files.writeString(base.resolve("etc/org.apache.karaf.features.cfg"), """
                featuresRepositories=mvn:org.apache.karaf.features/framework/%1$s/xml/features,%2$s,%3$s
                featuresBoot=framework/%1$s,%4$s
                featuresBootAsynchronous=false
                """.formatted(
                        VERSION, own, base.resolve("probe.xml").toUri(), boot));
        Files.writeString(base.resolve("etc/org.ops4j.pax.url.mvn.cfg"), """
                org.ops4j.pax.url.mvn.defaultRepositories=${karaf.home.uri}${karaf.default.repository}@id=system
                org.ops4j.pax.url.mvn.repositories=
                org.ops4j.pax.url.mvn.localRepository=${karaf.data}/repository
                org.ops4j.pax.url.mvn.useFallbackRepositories=false
                """);
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (process.waitFor() != 0) throw new IOException(String.join(" ", command));
    }
}
