package org.slipway.packages.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.slipway.api.packages.PackageManager.Depth;
import org.slipway.api.packages.PackageManager.Found;
import org.slipway.model.FeedUri;
import org.slipway.model.Version;
import org.slipway.model.feed.NativePackage;
import org.slipway.packages.internal.Machine.Distribution;

/** What a Mac has of itself, under the names of Debian's packages: Java, and some programs that nobody packages there. */
final class MacPrograms implements Packages {
    /** Where there are ports, feeds may mean either by both names. */
    static final Set<String> BESIDE_PORTS = Set.of(MacPorts.NAME, Darwin.NAME);

    private static final Pattern JAVA = Pattern.compile("openjdk-([678])-(jre|jdk)");
    private static final Map<String, String> PROGRAMS =
            Map.of("gnupg", "/usr/local/bin/gpg", "gnupg2", "/usr/local/bin/gpg2", "make", "/usr/bin/make");

    private final Machine machine;
    private final JavaHomes javas;
    private final MainProgram main;

    MacPrograms(Machine machine) {
        this.machine = machine;
        this.javas = new JavaHomes(machine);
        this.main = new MainProgram(machine.root());
    }

    @Override
    public List<Path> databases() {
        return List.of();
    }

    @Override
    public Found find(FeedUri feed, List<NativePackage> packages, Depth depth) {
        boolean alone = machine.distribution() == Distribution.DARWIN;
        Findings findings = new Findings(Darwin.NAME, "package:darwin", feed, main);
        for (NativePackage wanted : Matching.best(packages, alone ? Set.of(Darwin.NAME) : BESIDE_PORTS)) {
            Matcher java = JAVA.matcher(wanted.packageName());
            Optional<String> program = Optional.ofNullable(PROGRAMS.get(wanted.packageName()));
            if (java.matches()) addJava(wanted, java.group(1), findings);
            else if (program.isPresent()) addProgram(wanted, program.get(), findings);
            else if (alone) findings.problem("Not known on a Mac without MacPorts: " + wanted.packageName());
        }
        return findings.found();
    }

    private void addJava(NativePackage wanted, String version, Findings findings) {
        for (String cpu : List.of("i386", "x86_64"))
            javas.find("1." + version, cpu).ifPresent(home -> {
                PackageVersion found = new PackageVersion(wanted.packageName(), Version.of(version), cpu);
                add(wanted, found, home + "/bin/java", findings);
            });
    }

    private void addProgram(NativePackage wanted, String program, Findings findings) {
        if (!Files.isExecutable(here(program))) return;
        try {
            String first = machine.program()
                    .ask(List.of(here(program).toString(), "--version"))
                    .orFailure()
                    .lines()
                    .findFirst()
                    .orElse("");
            String version = first.substring(first.lastIndexOf(' ') + 1);
            PackageVersion.of(wanted.packageName(), version, machine.cpu())
                    .ifPresent(found -> add(wanted, found, program, findings));
        } catch (IOException silent) {
            findings.problem(program + " does not tell its version: " + silent.getMessage());
        }
    }

    private void add(NativePackage wanted, PackageVersion found, String program, Findings findings) {
        try {
            findings.installed(wanted, found, QuickTest.unchanged(here(program)), program);
        } catch (IOException notThere) {
            // Then there is nothing to be run.
        }
    }

    private Path here(String absolute) {
        return machine.root().resolve(absolute.substring(1));
    }
}
