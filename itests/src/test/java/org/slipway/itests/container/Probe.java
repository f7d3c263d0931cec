package org.slipway.itests.container;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** The bundle of test classes, and what it shares with the world outside. */
public final class Probe {
    private static final Set<String> SHARED = Set.of("assertj-core", "junit-jupiter-api", "opentest4j", "slf4j-api");

    private Probe() {}

    static InputStream jar() throws IOException, URISyntaxException {
        return jar(Map.of());
    }

    /** @param more header lines of the manifest */
    public static InputStream jar(Map<String, String> more) throws IOException, URISyntaxException {
        Path classes = Path.of(
                Probe.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", "org.slipway.itests.probe");
        headers.putValue("DynamicImport-Package", "*");
        more.forEach(headers::putValue);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, jar);
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    /** The packages that come from the test's own class path, with the versions that bundles ask for. */
    static Set<String> sharedPackages() throws IOException {
        List<Path> jars = Stream.of(
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                .split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> SHARED.stream()
                        .anyMatch(name -> path.getFileName().toString().startsWith(name + "-")))
                .toList();
        Set<String> packages = new TreeSet<>();
        for (Path path : jars) {
            String name = path.getFileName().toString();
            String version = name.replaceFirst(".*-", "").replace(".jar", "");
            try (JarFile jar = new JarFile(path.toFile())) {
                jar.stream()
                        .map(JarEntry::getName)
                        .filter(entry -> entry.endsWith(".class") && entry.startsWith("org/"))
                        .map(entry -> entry.substring(0, entry.lastIndexOf('/')).replace('/', '.'))
                        .forEach(found -> packages.add(found + ";version=\"" + version + "\""));
            }
        }
        return packages;
    }
}
