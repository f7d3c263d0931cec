package org.slipway.packages.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.slipway.api.packages.PackageManager.Depth;
import org.slipway.api.packages.PackageManager.Found;
import org.slipway.model.FeedUri;
import org.slipway.model.feed.NativePackage;

/** Arch Linux and its children: what pacman has installed, from the directories that it keeps. */
final class Pacman implements Packages {
    private static final Pattern ENTRY = Pattern.compile("(.+)-([^-]+-[^-]+)");

    private final Path database;
    private final Entries entries;
    private final MainProgram main;

    Pacman(Machine machine) {
        this.database = machine.root().resolve("var/lib/pacman/local");
        this.entries = new Entries(database, Pacman::name);
        this.main = new MainProgram(machine.root());
    }

    private static Optional<String> name(String entry) {
        return Optional.of(ENTRY.matcher(entry)).filter(Matcher::matches).map(parts -> parts.group(1));
    }

    @Override
    public List<Path> databases() {
        return List.of(database);
    }

    @Override
    public Found find(FeedUri feed, List<NativePackage> packages, Depth depth) {
        Findings findings = new Findings(Arch.NAME, "package:arch", feed, main);
        for (NativePackage wanted : Matching.best(packages, Arch.NAME))
            for (String entry : entries.of(wanted.packageName())) add(wanted, entry, findings);
        return findings.found();
    }

    private void add(NativePackage wanted, String entry, Findings findings) {
        Path description = database.resolve(entry).resolve("desc");
        String version = entry.substring(wanted.packageName().length() + 1);
        architecture(description)
                .flatMap(machine -> PackageVersion.of(wanted.packageName(), version, machine))
                .ifPresent(it -> findings.installed(wanted, it, Optional.of(QuickTest.exists(description))));
    }

    private static Optional<String> architecture(Path description) {
        try (BufferedReader lines = Files.newBufferedReader(description, StandardCharsets.ISO_8859_1)) {
            for (String line; (line = lines.readLine()) != null; )
                if (line.equals("%ARCH%"))
                    return Optional.ofNullable(lines.readLine()).map(String::strip);
        } catch (IOException goneMeanwhile) {
            return Optional.empty();
        }
        return Optional.empty();
    }
}
