package org.slipway.packages.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Reads the format of Debian's control files: stanzas of {@code Name: value} lines with an empty line between them. */
final class Stanzas {
    private static final Set<String> WANTED = Set.of("Package", "Version", "Architecture", "Status");

    private Stanzas() {}

    static void read(BufferedReader lines, Consumer<Map<String, String>> each) throws IOException {
        Map<String, String> stanza = new HashMap<>();
        for (String line; (line = lines.readLine()) != null; ) {
            if (line.isEmpty()) {
                if (!stanza.isEmpty()) each.accept(stanza);
                stanza = new HashMap<>();
                continue;
            }
            int colon = line.indexOf(':');
            if (colon > 0 && WANTED.contains(line.substring(0, colon)))
                stanza.putIfAbsent(
                        line.substring(0, colon), line.substring(colon + 1).strip());
        }
        if (!stanza.isEmpty()) each.accept(stanza);
    }
}
