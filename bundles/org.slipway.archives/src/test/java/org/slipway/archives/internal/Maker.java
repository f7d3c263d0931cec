package org.slipway.archives.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import org.slipway.archives.internal.RandomTree.Trait;

/**
 * One way to make an archive.
 *
 * @param extension of the archive's name
 * @param tools what has to be there, with a space between them
 * @param command packs {@code .} into {@code $1}
 * @param traits what such archives can hold
 * @param unpack the format's own tool unpacks {@code $1} into {@code .}, where the reference does not know the format
 */
record Maker(String extension, String tools, String command, Set<Trait> traits, Optional<String> unpack) {

    Maker(String extension, String tools, String command, Set<Trait> traits) {
        this(extension, tools, command, traits, Optional.empty());
    }

    void needTools() {
        Arrays.stream(tools.split(" ")).forEach(Tool::need);
    }

    Path make(Path directory, long seed) throws IOException {
        Path tree = RandomTree.grow(
                Files.createDirectory(directory.resolve("tree")).resolve("top"), new Random(seed), traits);
        Path archive = directory.resolve("archive" + extension);
        Tool.shell(tree, command, archive);
        return archive;
    }

    /** The manifest that the archive's tree must have. */
    String expected(Reference reference, Path archive) throws IOException {
        if (unpack.isEmpty()) return reference.theirs(archive, Optional.empty());
        Path tree = Files.createDirectory(archive.resolveSibling("unpacked"));
        Tool.shell(tree, unpack.get(), archive);
        return reference.theirs(tree, Optional.empty());
    }

    @Override
    public String toString() {
        String line = command.replace('\n', ' ');
        return extension + ": " + (line.length() > 100 ? "..." + line.substring(line.length() - 100) : line);
    }
}
