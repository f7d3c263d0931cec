package org.slipway.packages.internal;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.slipway.model.Version;

/** The package that a stanza of a control file describes. */
final class DebianStanza {
    private static final Pattern OLD_JAVA = Pattern.compile("(\\d+)-pre(\\d.*)");

    private DebianStanza() {}

    /** Absent if the stanza lacks something, or its version has no number. */
    static Optional<PackageVersion> read(Map<String, String> stanza) {
        String name = stanza.get("Package");
        String architecture = stanza.get("Architecture");
        if (name == null || architecture == null) return Optional.empty();
        // linux-amd64 and the like name the system, too.
        String machine = architecture.substring(architecture.lastIndexOf('-') + 1);
        return PackageVersion.of(name, stanza.getOrDefault("Version", ""), machine)
                .map(found -> found.withVersion(released(name, found.version())));
    }

    /** Debian called all versions of its first Javas pre-releases: {@code 7~u3-2.1}. */
    private static Version released(String name, Version version) {
        Matcher parts = OLD_JAVA.matcher(version.toString());
        boolean java = name.equals("openjdk-6-jre") || name.equals("openjdk-7-jre");
        return java && parts.matches() ? Version.of(parts.group(1) + "." + parts.group(2)) : version;
    }
}
