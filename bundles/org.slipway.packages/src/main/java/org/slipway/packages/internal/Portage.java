package org.slipway.packages.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.slipway.api.packages.PackageManager.Depth;
import org.slipway.api.packages.PackageManager.Found;
import org.slipway.model.FeedUri;
import org.slipway.model.feed.NativePackage;

/** Gentoo: what portage has installed, a directory for each package below that of its category. */
final class Portage implements Packages {
    private static final Pattern PACKAGE = Pattern.compile("[^.-][^/]*/[^./][^/]*");
    private static final Pattern VERSION = Pattern.compile("-(\\d.*)");
    /** Libraries for another machine than the one that they were built on. */
    private static final Pattern EMULATION = Pattern.compile("emul-[^-]+-([^-]+)-.*");

    private final Path database;
    private final MainProgram main;

    Portage(Machine machine) {
        this.database = machine.root().resolve("var/db/pkg");
        this.main = new MainProgram(machine.root());
    }

    /** Portage gives it a new time with each change of a package. */
    @Override
    public List<Path> databases() {
        return List.of(database);
    }

    @Override
    public Found find(FeedUri feed, List<NativePackage> packages, Depth depth) {
        Findings findings = new Findings(Gentoo.NAME, "package:gentoo", feed, main);
        for (NativePackage wanted : Matching.best(packages, Set.of(Gentoo.NAME), PACKAGE)) add(wanted, findings);
        return findings.found();
    }

    private void add(NativePackage wanted, Findings findings) {
        int slash = wanted.packageName().indexOf('/');
        Pattern entry = Pattern.compile(Pattern.quote(wanted.packageName().substring(slash + 1)) + "-\\d.*");
        try (DirectoryStream<Path> directories =
                Files.newDirectoryStream(database.resolve(wanted.packageName().substring(0, slash)))) {
            for (Path directory : directories)
                if (entry.matcher(directory.getFileName().toString()).matches()) add(wanted, directory, findings);
        } catch (IOException | InvalidPathException none) {
            return;
        }
    }

    private static void add(NativePackage wanted, Path directory, Findings findings) {
        Path full = directory.resolve("PF");
        try {
            String name = firstLine(full);
            Matcher version = VERSION.matcher(name);
            if (!version.find()) return;
            Optional<QuickTest> test = Optional.of(QuickTest.unchanged(full));
            PackageVersion.of(wanted.packageName(), version.group(1), machine(directory, name))
                    .ifPresent(it -> findings.installed(wanted, it, test));
        } catch (IOException halfMade) {
            return;
        }
    }

    private static String machine(Path directory, String name) throws IOException {
        if (directory.getParent().endsWith("app-emulation") && name.startsWith("emul-")) {
            Matcher emulated = EMULATION.matcher(name);
            return emulated.matches() ? emulated.group(1) : "*";
        }
        String host = firstLine(directory.resolve("CHOST"));
        int dash = host.indexOf('-');
        return dash < 0 ? host : host.substring(0, dash);
    }

    private static String firstLine(Path file) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            String first = lines.readLine();
            if (first == null) throw new IOException(file + " is empty");
            return first.strip();
        }
    }
}
