package org.slipway.packages.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.slipway.model.Version;

/**
 * What a program lists as installed, all at once. It is asked again only when the database has changed; what it said is
 * kept in memory, and in the file in which {@code 0install} keeps it, too.
 */
final class Listing {
    private static final Duration MAY_CHANGE_UNSEEN = Duration.ofSeconds(2);
    private static final long LARGEST_CACHE = 64 << 20;
    private static final Pattern ENTRY = Pattern.compile("([^\t]+)\t([^\t]+)\t([^\t]+)");

    /** Understands one line of what the program prints. */
    interface Line {
        void read(String line, Consumer<PackageVersion> each);
    }

    /** The database when the program was asked. */
    private record Stamp(Path database, FileTime changed, long size) {

        /** In seconds since 1970, as in the file. */
        long mtime() {
            return changed.toInstant().getEpochSecond();
        }
    }

    private record Content(Stamp of, Map<String, List<PackageVersion>> packages) {}

    private final Machine machine;
    private final String cache;
    private final List<String> command;
    private final Line line;
    private Optional<Kept<Content>> content = Optional.empty();

    /**
     * @param cache the name of the file
     * @param command prints the list
     */
    Listing(Machine machine, String cache, List<String> command, Line line) {
        this.machine = machine;
        this.cache = cache;
        this.command = command;
        this.line = line;
    }

    /** @param test for whether they are still installed */
    record Installed(List<PackageVersion> versions, Optional<QuickTest> test) {}

    /** @param database changes whenever what is installed does; without it nothing is */
    synchronized Installed get(Path database, String name) {
        Optional<Stamp> now = stamp(database);
        if (now.isEmpty()) return new Installed(List.of(), Optional.empty());
        Kept<Content> current = content.filter(kept -> kept.answer().of().equals(now.get()))
                .filter(kept -> kept.counts(machine.clock()))
                .orElseGet(() -> look(now.get()));
        content = Optional.of(current);
        return new Installed(
                current.answer().packages().getOrDefault(name, List.of()),
                Optional.of(new QuickTest(database, Optional.of(now.get().mtime()))));
    }

    private static Optional<Stamp> stamp(Path database) {
        try {
            BasicFileAttributes now = Files.readAttributes(database, BasicFileAttributes.class);
            return Optional.of(new Stamp(database, now.lastModifiedTime(), now.size()));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    private Kept<Content> look(Stamp now) {
        // As of before the program is asked: it may have missed what changes meanwhile.
        boolean settled = isSettled(now);
        try {
            Optional<Content> cached = cached(now);
            Content found = cached.isPresent() ? cached.get() : listed(now, settled);
            return settled ? Kept.forGood(found) : Kept.forNobodyElse(found);
        } catch (IOException failure) {
            machine.warn("The packages of this distribution cannot be listed, so none of them is used: "
                    + failure.getMessage() + ". See what '" + typed() + "' says");
            return Kept.afterFailure(new Content(now, Map.of()), machine.clock());
        }
    }

    /** A database that has only just changed may change again and have the same time. */
    private boolean isSettled(Stamp now) {
        return !machine.clock().instant().isBefore(now.changed().toInstant().plus(MAY_CHANGE_UNSEEN));
    }

    private Content listed(Stamp now, boolean settled) throws IOException {
        List<PackageVersion> all = new ArrayList<>();
        String text = machine.program().ask(command).orFailure();
        text.lines().forEach(one -> line.read(one, all::add));
        if (settled) keep(now, all);
        return new Content(now, byName(all));
    }

    /** Without the format of the answer. */
    private String typed() {
        return command.stream().filter(word -> !word.contains("\t")).collect(Collectors.joining(" "));
    }

    private static Map<String, List<PackageVersion>> byName(List<PackageVersion> all) {
        Map<String, List<PackageVersion>> packages = new HashMap<>();
        for (PackageVersion one : all)
            packages.computeIfAbsent(one.name(), name -> new ArrayList<>()).add(one);
        return packages;
    }

    private void keep(Stamp now, List<PackageVersion> all) {
        StringBuilder text = new StringBuilder("mtime=" + now.mtime() + "\nsize=" + now.size() + "\n\n");
        for (PackageVersion one : all)
            text.append(one.name())
                    .append('\t')
                    .append(one.version())
                    .append('\t')
                    .append(one.cpu())
                    .append('\n');
        try {
            machine.files().replace(machine.cache(cache), text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException unwritable) {
            // Then the next process asks the program once more.
        }
    }

    /** Absent if there is none, it is of another time, or it is damaged. */
    private Optional<Content> cached(Stamp now) {
        Path file = machine.cache(cache);
        try {
            if (Files.size(file) > LARGEST_CACHE) return Optional.empty();
        } catch (IOException none) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return read(now, lines.toList());
        } catch (IOException | RuntimeException damaged) {
            return Optional.empty();
        }
    }

    private static Optional<Content> read(Stamp now, List<String> lines) {
        int end = lines.indexOf("");
        if (end < 0) return Optional.empty();
        List<String> head = lines.subList(0, end);
        if (!head.contains("mtime=" + now.mtime()) || !head.contains("size=" + now.size())) return Optional.empty();
        List<PackageVersion> all = new ArrayList<>();
        for (String entry : lines.subList(end + 1, lines.size())) {
            var parts = ENTRY.matcher(entry);
            // What is known not to be installed.
            if (entry.endsWith("\t-")) continue;
            if (!parts.matches()) return Optional.empty();
            all.add(new PackageVersion(parts.group(1), Version.of(parts.group(2)), parts.group(3)));
        }
        return Optional.of(new Content(now, byName(all)));
    }
}
