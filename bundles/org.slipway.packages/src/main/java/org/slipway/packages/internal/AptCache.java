package org.slipway.packages.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What could be installed, from apt's lists: one call for all packages that are asked for together. */
final class AptCache {
    private final Program program;

    AptCache(Program program) {
        this.program = program;
    }

    /** The newest version of each; names that apt does not know are missing. */
    Map<String, PackageVersion> find(Collection<String> names) throws IOException {
        List<String> command = new ArrayList<>(List.of("apt-cache", "--no-all-versions", "show", "--"));
        command.addAll(new TreeSet<>(names));
        Map<String, PackageVersion> found = new HashMap<>();
        // That it knows none of the names is no failure, so its status does not matter.
        String text = program.ask(command).text();
        Stanzas.read(new BufferedReader(new StringReader(text)), stanza -> {
            Optional<PackageVersion> known = DebianStanza.read(stanza);
            known.ifPresent(p -> found.putIfAbsent(p.name(), p));
        });
        return found;
    }
}
