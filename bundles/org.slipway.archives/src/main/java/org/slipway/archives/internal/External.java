package org.slipway.archives.internal;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

import org.slipway.api.archive.ArchiveInput;
import org.slipway.api.archive.BadArchive;
import org.slipway.api.archive.TreeBuilder;
import org.slipway.api.archive.TreeBuilder.Mode;
import org.slipway.async.Programs;

/**
 * A program of somebody else for what nobody reads in Java. It unpacks into a directory of its own; from there everything
 * goes through the builder like the entries of any archive.
 *
 * @param tool what has to be on the path
 * @param where it can be had
 * @param purpose what needs it
 * @param command unpacks the file {@code $1} into the working directory; beside it, it may make other things
 * @param nanos the clock by which a tool is given up that writes nothing
 */
record External(String tool, String where, String purpose, String command, LongSupplier nanos) {
    External(String tool, String where, String purpose, String command) {
        this(tool, where, purpose, command, System::nanoTime);
    }

    boolean isThere() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, tool)));
    }

    void unpack(ArchiveInput archive, TreeBuilder tree) throws BadArchive, IOException {
        if (!isThere())
            throw new BadArchive("The archive needs the program '" + tool + "', which is not here: it is for " + purpose
                    + ". Install " + where + ", then try again");
        try (Workbench bench = Workbench.in(Path.of(System.getProperty("java.io.tmpdir")))) {
            Path file = bench.resolve("archive");
            try (InputStream in = archive.stream()) {
                Files.copy(in, file);
            }
            Path unpacked = Files.createDirectory(bench.resolve("unpacked"));
            run(file, unpacked, archive);
            Files.delete(file);
            copy(unpacked, new Extract(archive), tree);
        }
    }

    private void run(Path file, Path unpacked, ArchiveInput archive) throws BadArchive, IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", "umask 022; " + command, "sh", file.toString());
        Map<String, String> environment = builder.environment();
        String path = environment.getOrDefault("PATH", "");
        environment.clear();
        environment.putAll(Map.of("PATH", path, "TZ", "GMT", "LC_ALL", "C.UTF-8", "HOME", unpacked.toString()));
        Path words = unpacked.resolveSibling("words");
        Process process = builder.directory(unpacked.toFile())
                .redirectErrorStream(true)
                .redirectOutput(words.toFile())
                .start();
        process.getOutputStream().close();
        Silence silence = new Silence(nanos);
        Pace pace = new Pace(System::nanoTime);
        int status = Programs.await(process, () -> {
            archive.sign();
            if (!pace.isDue()) return;
            look(unpacked, words, silence, archive.limit());
            pace.rest();
        });
        // Some tools fail with a word alone.
        if (status != 0 || !hasContent(unpacked))
            throw new BadArchive("The archive is damaged: " + tool + " says: " + lastLine(words));
    }

    private void look(Path unpacked, Path words, Silence silence, long limit) throws BadArchive, IOException {
        Written written = Written.below(unpacked);
        if (written.bytes() > limit) throw Bounded.excess(limit);
        if (silence.isTooLong(List.of(written, Written.below(words))))
            throw new BadArchive(tool + " has written nothing for " + Silence.PATIENCE.toMinutes()
                    + " minutes, and was ended. The archive may be damaged, or this " + tool
                    + " cannot read it: unpack it by hand to see, or install another version of " + tool);
    }

    private static String lastLine(Path words) throws IOException {
        String text = new String(Files.readAllBytes(words), StandardCharsets.UTF_8);
        return text.lines()
                .filter(line -> !line.isBlank())
                .reduce((first, last) -> last)
                .orElse("nothing");
    }

    private static boolean hasContent(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.anyMatch(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS));
        }
    }

    private static void copy(Path unpacked, Extract extract, TreeBuilder tree) throws BadArchive, IOException {
        // Links last, so that none of them is in the way of a file.
        for (boolean links : new boolean[] {false, true})
            try (Stream<Path> paths = Files.walk(unpacked)) {
                for (Path path : (Iterable<Path>) paths.sorted()::iterator) {
                    if (path.equals(unpacked) || Files.isSymbolicLink(path) != links) continue;
                    Optional<String> name =
                            extract.name(unpacked.relativize(path).toString(), Files.isDirectory(path) && !links);
                    if (name.isPresent()) copy(path, name.get(), tree);
                }
            }
        extract.finish();
    }

    private static void copy(Path path, String name, TreeBuilder tree) throws BadArchive, IOException {
        if (Files.isSymbolicLink(path)) {
            tree.symlink(name, Files.readSymbolicLink(path).toString());
            return;
        }
        long mtime = Files.getLastModifiedTime(path).to(TimeUnit.SECONDS);
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) tree.directory(name, mtime);
        else if (Files.isRegularFile(path))
            try (InputStream content = Files.newInputStream(path)) {
                tree.file(name, mtime, mode(path), content);
            }
        else throw new BadArchive("'" + name + "' is not a file, directory or link");
    }

    private static Mode mode(Path file) throws IOException {
        return Files.getPosixFilePermissions(file).stream().anyMatch(External::executes) ? Mode.EXECUTABLE : Mode.PLAIN;
    }

    private static boolean executes(PosixFilePermission permission) {
        return permission.name().endsWith("_EXECUTE");
    }
}
