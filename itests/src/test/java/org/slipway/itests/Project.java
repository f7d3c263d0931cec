package org.slipway.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the build has put things. */
public final class Project {
    private static final Path ROOT =
            Path.of(System.getProperty("slipway.root", "..")).toAbsolutePath().normalize();
    private static final String VERSION = System.getProperty("slipway.version", "0.1.0");

    private Project() {}

    public static Path root() {
        return ROOT;
    }

    /** The jars of all our bundles. */
    public static List<Path> ownJars() {
        try (Stream<Path> folders = Files.list(ROOT.resolve("bundles"))) {
            List<Path> jars = folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .map(folder -> ownJar(folder.getFileName().toString()))
                    .sorted()
                    .toList();
            if (jars.isEmpty()) throw new IllegalStateException("No bundles below " + ROOT);
            return jars;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path ownJar(String bundle) {
        return built(ROOT.resolve("bundles/" + bundle + "/target/" + bundle + "-" + VERSION + ".jar"));
    }

    /** The jars of all bundles that the feature list names, in its order. */
    public static List<Path> listedJars() {
        return listed().stream()
                .map(coordinates -> coordinates.split(":"))
                .map(parts -> jar(parts[0], parts[1], parts[2]))
                .toList();
    }

    /** Group, artifact and version of all bundles that the feature list names, in its order. */
    public static List<String> listed() {
        try (Stream<String> lines = Files.lines(built(ROOT.resolve("features/target/classes/features.list")))) {
            return lines.filter(line -> line.matches("  \\S+:\\S+:\\S+.*"))
                    .map(line -> line.strip().split(" ")[0])
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The jar of an artifact: from this build, or from the local repository. */
    public static Path jar(String group, String artifact, String version) {
        if (group.equals("org.slipway")) return ownJar(artifact);
        Path repository =
                Path.of(System.getProperty("slipway.repository", System.getProperty("user.home") + "/.m2/repository"));
        return built(repository
                .resolve(group.replace('.', '/'))
                .resolve(artifact)
                .resolve(version)
                .resolve(artifact + "-" + version + ".jar"));
    }

    /** The bundle of an example. */
    public static Path example(String name) {
        return built(ROOT.resolve("itests/examples/target/examples-" + VERSION + "-" + name + ".jar"));
    }

    /** The names of all examples. */
    public static List<String> examples() {
        try (Stream<Path> folders = Files.list(ROOT.resolve("itests/examples/src/main/java/org/slipway/examples"))) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The unpacked distribution's directory. */
    public static Path distribution() {
        return built(ROOT.resolve("distribution/target/slipway"));
    }

    /** The folder of what the project's sessions share, if it is here. */
    public static Optional<Path> shared() {
        Path shared = Optional.ofNullable(System.getenv("SLIPWAY_SHARED"))
                .map(Path::of)
                .orElse(ROOT.resolveSibling("shared"));
        return Optional.of(shared).filter(Files::isDirectory);
    }

    private static Path built(Path path) {
        if (!Files.exists(path)) throw new IllegalStateException("Not built: " + path + " (mvn verify)");
        return path;
    }
}
