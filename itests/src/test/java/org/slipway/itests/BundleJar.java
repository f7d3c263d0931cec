package org.slipway.itests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * A small bundle of another author.
 *
 * @param name the last part of its symbolic name
 */
public record BundleJar(String name, Map<String, String> headers, Map<String, byte[]> entries) {

    /** With nothing but a class, which the headers lead to. */
    public static BundleJar of(Class<?> type, Map<String, String> headers) throws IOException {
        return new BundleJar(type.getSimpleName(), headers, Map.of(entry(type), code(type)));
    }

    /** With nothing but a class that the component runtime makes for a service, which is preferred to ours. */
    public static BundleJar component(Class<?> type, Class<?> service, String imports) throws IOException {
        String name = type.getSimpleName().toLowerCase(Locale.ROOT);
        String description = """
                <component xmlns="http://www.osgi.org/xmlns/scr/v1.5.0" name="%s">
                  <property name="service.ranking" type="Integer" value="1"/>
                  <implementation class="%s"/>
                  <service><provide interface="%s"/></service>
                </component>
                """.formatted(name, type.getName(), service.getName());
        Map<String, String> headers = new TreeMap<>(Map.of("Service-Component", "component.xml"));
        if (!imports.isEmpty()) headers.put("Import-Package", imports);
        return new BundleJar(
                name, headers, Map.of(entry(type), code(type), "component.xml", description.getBytes(UTF_8)));
    }

    private static String entry(Class<?> type) {
        return type.getName().replace('.', '/') + ".class";
    }

    private static byte[] code(Class<?> type) throws IOException {
        try (InputStream in = type.getClassLoader().getResourceAsStream(entry(type))) {
            return in.readAllBytes();
        }
    }

    public String symbolicName() {
        return "org.example." + name;
    }

    public Path in(Path folder) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", symbolicName());
        headers.forEach(main::putValue);
        Path file = folder.resolve(name + ".jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        }
        return file;
    }
}
