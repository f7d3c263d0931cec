package org.slipway.packages.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Distributions keep several Javas side by side; the one on the path may be another version than the package's. */
final class Javas {
    private final Path root;

    Javas(Path root) {
        this.root = root;
    }

    Optional<String> ofDebian(PackageVersion installed) {
        String version =
                switch (installed.name()) {
                    case "openjdk-6-jre" -> "6-openjdk";
                    case "openjdk-7-jre" -> "7-openjdk";
                    default -> "";
                };
        if (version.isEmpty() || installed.cpu().equals("*")) return Optional.empty();
        String architecture = installed.cpu().equals("x86_64") ? "amd64" : installed.cpu();
        String home = "/usr/lib/jvm/java-" + version;
        return first(home + "-" + architecture + "/jre/bin/java", home + "/jre/bin/java");
    }

    Optional<String> ofRpm(PackageVersion installed) {
        String version =
                switch (installed.name()) {
                    case "java-1.6.0-openjdk", "java-1_6_0-openjdk" -> "1.6.0-openjdk";
                    case "java-1.7.0-openjdk", "java-1_7_0-openjdk" -> "1.7.0-openjdk";
                    default -> "";
                };
        if (version.isEmpty() || installed.cpu().equals("*")) return Optional.empty();
        String home = "/usr/lib/jvm/jre-" + version;
        return first(home + "." + installed.cpu() + "/bin/java", home + "/bin/java");
    }

    private Optional<String> first(String... programs) {
        return List.of(programs).stream()
                .filter(program -> Files.exists(root.resolve(program.substring(1))))
                .findFirst()
                .or(() -> Optional.of("/usr/bin/java"));
    }
}
