package org.slipway.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is known of walls around this process, which those that it starts inherit. Off the loop. */
final class SandboxCheck {
    private static final Map<String, String> MARKS = Map.of(
            ".dockerenv", "a Docker container", "run/.containerenv", "a Podman container", ".flatpak-info", "Flatpak");

    private SandboxCheck() {}

    /** @param root of the file system */
    static Diagnosis of(Path root, Map<String, String> environment) {
        List<String> walls = new ArrayList<>();
        MARKS.forEach((file, name) -> {
            if (Files.exists(root.resolve(file))) walls.add(name);
        });
        String container = environment.getOrDefault("container", "");
        if (walls.isEmpty() && !container.isBlank()) walls.add("a container of '" + container.strip() + "'");
        if (text(root.resolve("proc/1/comm")).strip().equals("bwrap")) walls.add("bubblewrap");
        String status = text(root.resolve("proc/self/status"));
        if (status.contains("Seccomp:\t2")) walls.add("a filter of system calls");
        if (status.contains("NoNewPrivs:\t1")) walls.add("no new privileges");
        return Diagnosis.ok(
                "sandbox",
                walls.isEmpty()
                        ? "none that shows itself: programs may do all that you may"
                        : String.join(", ", walls.stream().sorted().toList()) + ": for programs, too");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException notTold) {
            return "";
        }
    }
}
