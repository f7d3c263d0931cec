package org.slipway.differential;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the machine's own {@code apt-cache} says. */
final class RealApt {

    private static final Pattern NAME = Pattern.compile("^Package: (.*)$", Pattern.MULTILINE);

    private RealApt() {}

    /** By the names of the packages; those that it does not know are missing. */
    static Map<String, String> stanzas(Collection<String> packages) throws IOException {
        List<String> command = new ArrayList<>(List.of("apt-cache", "--no-all-versions", "show", "--"));
        command.addAll(packages);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String all = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        Map<String, String> stanzas = new TreeMap<>();
        for (String stanza : all.split("\n\n+")) {
            Matcher name = NAME.matcher(stanza);
            if (name.find()) stanzas.putIfAbsent(name.group(1), stanza);
        }
        return stanzas;
    }
}
