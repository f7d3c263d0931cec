package org.slipway.packages.internal;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.slipway.model.Version;

/**
 * A version of a package for an architecture.
 *
 * @param cpu as feeds write it; {@code *} for any
 */
record DebianPackage(String name, Version version, String cpu) {
    private static final Pattern OLD_JAVA = Pattern.compile("(\\d+)-pre(\\d.*)");

    /** Absent if the stanza lacks something, or its version has no number. */
    static Optional<DebianPackage> of(Map<String, String> stanza) {
        String name = stanza.get("Package");
        String architecture = stanza.get("Architecture");
        if (name == null || architecture == null) return Optional.empty();
        return DistributionVersion.clean(stanza.getOrDefault("Version", ""))
                .map(version -> new DebianPackage(name, released(name, version), cpu(architecture)));
    }

    /** Debian called all versions of its first Javas pre-releases: {@code 7~u3-2.1}. */
    private static Version released(String name, Version version) {
        Matcher parts = OLD_JAVA.matcher(version.toString());
        boolean java = name.equals("openjdk-6-jre") || name.equals("openjdk-7-jre");
        return java && parts.matches() ? Version.of(parts.group(1) + "." + parts.group(2)) : version;
    }

    /** {@code linux-amd64} and the like name the system, too. */
    private static String cpu(String architecture) {
        String cpu = architecture.substring(architecture.lastIndexOf('-') + 1).toLowerCase(Locale.ROOT);
        return switch (cpu) {
            case "all", "any" -> "*";
            case "amd64" -> "x86_64";
            case "x86" -> "i386";
            case "armhf" -> "armv6l";
            case "arm64" -> "aarch64";
            default -> cpu;
        };
    }
}
