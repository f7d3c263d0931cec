package org.slipway.packages.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What could be installed, from dnf's lists as they lie on this machine: one call for all that are asked for together. */
final class DnfCache {
    private final Program program;

    DnfCache(Program program) {
        this.program = program;
    }

    /** The newest version of each for each architecture; names that dnf does not know are missing. */
    Map<String, List<PackageVersion>> find(Collection<String> names) throws IOException {
        Set<String> wanted = new TreeSet<>(names);
        // dnf ends each by a new line itself, dnf5 does not.
        List<String> command = new ArrayList<>(List.of(
                "dnf",
                "-q",
                "-C",
                "repoquery",
                "--latest-limit=1",
                "--queryformat=%{name}\t%{version}-%{release}\t%{arch}\n"));
        command.addAll(wanted);
        Map<String, List<PackageVersion>> found = new HashMap<>();
        for (String line : program.ask(command).orFailure().lines().toList()) {
            String[] parts = line.split("\t");
            // A name with a star asks for more than its own package.
            if (parts.length == 3 && wanted.contains(parts[0]))
                PackageVersion.of(parts[0], parts[1], parts[2])
                        .ifPresent(one -> found.computeIfAbsent(one.name(), name -> new ArrayList<>())
                                .add(one));
        }
        return found;
    }
}
