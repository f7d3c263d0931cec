package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.slipway.model.ManifestDigest;

/**
 * The implementations that running programs have to do with: their executable, directories, open and mapped files, arguments
 * and environment name them. A script and what it will load is in none of its files, but in what it was started with. By
 * the digest alone, as a path may lead there in many ways.
 *
 * @param proc where the system tells about processes; those of others it may keep to itself
 */
record RunningPrograms(Path proc) {
    private static final Pattern DIGEST = Pattern.compile("sha(?:1|1new|256|256new)[=_][0-9A-Za-z]+");
    private static final List<String> LINKS = List.of("exe", "cwd", "root");
    private static final List<String> TEXTS = List.of("cmdline", "environ", "maps");

    static RunningPrograms ofThisMachine() {
        return new RunningPrograms(Path.of("/proc"));
    }

    /** Whether the system tells more than how programs were started. */
    boolean isTold() {
        return Files.exists(proc.resolve("self/maps"));
    }

    Set<ManifestDigest> digests() throws IOException {
        Set<ManifestDigest> digests = new HashSet<>();
        if (!isTold()) {
            ProcessHandle.allProcesses()
                    .forEach(process -> process.info().commandLine().ifPresent(line -> find(line, digests)));
            return digests;
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) look(process, digests);
        }
        return digests;
    }

    private static void look(Path process, Set<ManifestDigest> digests) {
        for (String link : LINKS) findLink(process.resolve(link), digests);
        try (DirectoryStream<Path> open = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path file : open) findLink(file, digests);
        } catch (IOException | DirectoryIteratorException endedOrAnothers) {
            // Nothing can be known of it.
        }
        for (String text : TEXTS) findText(process.resolve(text), digests);
    }

    private static void findLink(Path link, Set<ManifestDigest> digests) {
        try {
            find(Files.readSymbolicLink(link).toString(), digests);
        } catch (IOException endedOrAnothers) {
            return;
        }
    }

    private static void findText(Path file, Set<ManifestDigest> digests) {
        try {
            find(new String(Files.readAllBytes(file), ISO_8859_1), digests);
        } catch (IOException endedOrAnothers) {
            return;
        }
    }

    private static void find(String text, Set<ManifestDigest> digests) {
        DIGEST.matcher(text).results().forEach(found -> ManifestDigest.of(found.group())
                .ifPresent(digests::add));
    }
}
