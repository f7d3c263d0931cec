package org.slipway.itests.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The archives of classes that an installation keeps, and what becomes one. */
final class ClassArchives {
    private static final Pattern MAKER = Pattern.compile("\\.([0-9]+)$");

    private ClassArchives() {}

    static List<Path> of(Path installation) throws IOException {
        try (Stream<Path> files = Files.list(installation.resolve("lib"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("classes-"))
                    .toList();
        }
    }

    /** Returns when nobody makes one any more: newer JVMs have another process for it, which outlives the command. */
    static void settle(Path installation) throws IOException {
        Awaiting.until(
                () -> of(installation).stream()
                        .noneMatch(file -> file.toString().matches(".*\\.[0-9]+")),
                "the archive of classes being made");
    }
}
