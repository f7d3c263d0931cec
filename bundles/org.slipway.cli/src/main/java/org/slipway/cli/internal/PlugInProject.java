package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A project for Maven that is an example under another name: it can be built as it is, and its test passes.
 *
 * @param main the file of its class
 * @param files all of them, by their paths in the project
 */
record PlugInProject(String main, Map<String, byte[]> files) {
    private static final String UNFINISHED = ".slipway-new-";

    /** What a plug-in is compiled and tested with; the first is not among what runs. */
    private static final List<String> JARS =
            List.of("org.slipway.testkit", "org.slipway.api", "org.slipway.async", "org.slipway.model");

    /** @param installation its directory, which has the examples and the jars */
    static PlugInProject of(PlugInName name, PlugInKind kind, Path installation) throws Complaint, IOException {
        Path share = installation.resolve("share/plugin");
        Path pom = share.resolve("pom.xml");
        if (!Files.isRegularFile(pom))
            throw new Complaint("There is no " + pom + ", which is a part of the distribution: install it again");
        Map<String, byte[]> files = new TreeMap<>();
        String main = addSources(files, name, kind, share.resolve("examples"));
        files.put(
                "pom.xml",
                Files.readString(pom)
                        .replace("<groupId>org.example<", "<groupId>" + name.group() + "<")
                        .replace("my-plug-in", name.artifact())
                        .getBytes(UTF_8));
        files.put(".gitignore", "target/\n".getBytes(UTF_8));
        for (String artifact : JARS) addJar(files, artifact, installation);
        return new PlugInProject(main, files);
    }

    /** @return the file of the class */
    private static String addSources(Map<String, byte[]> files, PlugInName name, PlugInKind kind, Path examples)
            throws IOException {
        String theirs = "org.slipway.examples." + kind.example();
        Path main = only(examples.resolve("main/java").resolve(theirs.replace('.', '/')));
        Path test = only(examples.resolve("test/java").resolve(theirs.replace('.', '/')));
        String example = main.getFileName().toString().replace(".java", "");
        String both = Files.readString(main) + Files.readString(test);
        String own = name.className(both.replaceAll("\\b" + example + "\\b", ""));
        String path = "/java/" + name.packageName().replace('.', '/') + "/" + own;
        Map<String, Path> sources = Map.of("src/main" + path + ".java", main, "src/test" + path + "Test.java", test);
        for (Map.Entry<String, Path> source : sources.entrySet())
            files.put(
                    source.getKey(),
                    Files.readString(source.getValue())
                            .replace(theirs, name.packageName())
                            .replaceAll("\\b" + example + "(Test)?\\b", own + "$1")
                            .getBytes(UTF_8));
        return "src/main" + path + ".java";
    }

    private static Path only(Path folder) throws IOException {
        try (Stream<Path> sources = Files.list(folder)) {
            return sources.filter(file -> file.toString().endsWith(".java"))
                    .min(Comparator.naturalOrder())
                    .orElseThrow(() -> new IOException(folder + " is empty"));
        }
    }

    /** As in a repository of Maven. What it needs in its turn stands in the project's pom. */
    private static void addJar(Map<String, byte[]> files, String artifact, Path installation) throws IOException {
        Path jar = jar(artifact, installation);
        String file = jar.getFileName().toString().replaceFirst("\\.jar$", "");
        String version = file.substring(artifact.length() + 1);
        String place = "repository/org/slipway/" + artifact + "/" + version + "/" + file;
        files.put(place + ".jar", Files.readAllBytes(jar));
        files.put(place + ".pom", """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>org.slipway</groupId>
                  <artifactId>%s</artifactId>
                  <version>%s</version>
                </project>
                """.formatted(artifact, version).getBytes(UTF_8));
    }

    private static Path jar(String artifact, Path installation) throws IOException {
        for (String folder : List.of("bundles", "share/plugin"))
            try (Stream<Path> jars = Files.list(installation.resolve(folder))) {
                String start = artifact + "-";
                for (Path jar : jars.toList()) {
                    String file = jar.getFileName().toString();
                    if (file.startsWith(start) && file.endsWith(".jar")) return jar;
                }
            }
        throw new IOException(installation + " has no jar of " + artifact);
    }

    /** All of it, or nothing. */
    void write(Path directory) throws IOException {
        Path unfinished = Files.createTempDirectory(directory.toAbsolutePath().getParent(), UNFINISHED);
        try {
            Path whole = Files.createDirectory(unfinished.resolve("whole"));
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Path path = whole.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
            Files.move(whole, directory, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(unfinished);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
        }
    }
}
