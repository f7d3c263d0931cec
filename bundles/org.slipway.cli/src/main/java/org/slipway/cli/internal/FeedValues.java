package org.slipway.cli.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import javax.xml.namespace.QName;

import org.slipway.api.trust.TrustDomain;
import org.slipway.model.Architecture;
import org.slipway.model.FeedUri;
import org.slipway.model.Version;
import org.slipway.model.VersionExpression;
import org.slipway.model.xml.Element;

/** Whether the values of attributes are such as the specification allows. */
final class FeedValues {
    private static final Set<String> SYSTEMS =
            Set.of("*", "POSIX", "Cygwin", "Darwin", "FreeBSD", "Linux", "MacOSX", "Solaris", "Windows");
    private static final Set<String> PROCESSORS = Set.of(
            "*", "src", "i386", "i486", "i586", "i686", "ppc", "ppc64", "x86_64", "armv6l", "armv7l", "aarch64",
            "arm64ec");
    private static final Set<String> RATINGS = Set.of("stable", "testing", "developer", "buggy", "insecure");
    private static final Set<String> ARCHIVES = Set.of("http", "https", "ftp");
    private static final Set<String> WEB = Set.of("http", "https");

    private final Findings findings;
    private final Optional<Path> directory;
    private final LocalDate today;

    /** @param directory of a local feed, for what is relative to it */
    FeedValues(Findings findings, Optional<Path> directory, LocalDate today) {
        this.findings = findings;
        this.directory = directory;
        this.today = today;
    }

    /** @param kind the element's name, as the root goes by another one too */
    void check(Element element, String kind) {
        element.attributes().forEach((name, value) -> {
            if (name.getNamespaceURI().isEmpty()) value(element, kind, name, value);
        });
        if (kind.equals("environment")
                && element.attribute("insert").isPresent()
                        == element.attribute("value").isPresent())
            findings.error(element, "<environment> needs either 'insert' or 'value'");
        if (kind.equals("homepage")) uri(element, "<homepage>", element.text().strip(), WEB);
    }

    private void value(Element element, String kind, QName name, String value) {
        String attribute = name.getLocalPart();
        switch (attribute) {
            case "arch" -> architecture(element, value);
            case "stability" -> oneOf(element, attribute, value, RATINGS);
            case "released" -> date(element, value);
            case "mode" -> oneOf(element, attribute, value, Set.of("prepend", "append", "replace"));
            case "importance" -> oneOf(element, attribute, value, Set.of("essential", "recommended"));
            case "executable" -> oneOf(element, attribute, value, Set.of("true", "false"));
            case "before", "not-before", "min-injector-version" -> version(element, value);
            case "if-0install-version" -> expression(element, value);
            default -> special(element, kind, attribute, value);
        }
    }

    private void special(Element element, String kind, String attribute, String value) {
        switch (kind + " " + attribute) {
            case "requires version", "restricts version", "runner version", "package-implementation version" ->
                expression(element, value);
            case "requires source", "runner source" -> oneOf(element, attribute, value, Set.of("true", "false"));
            case "interface uri" -> own(element, value);
            case "requires interface",
                    "restricts interface",
                    "runner interface",
                    "feed src",
                    "feed-for interface",
                    "replaced-by interface" -> other(element, attribute, value);
            case "icon href", "splash-screen href" -> uri(element, "'href'", value, WEB);
            case "archive href", "file href" -> href(element, value);
            case "archive size", "file size", "archive start-offset" -> number(element, attribute, value);
            case "archive extract" -> extract(element, value);
            case "archive dest",
                    "file dest",
                    "rename source",
                    "rename dest",
                    "remove path",
                    "copy-from source",
                    "copy-from dest" -> inside(element, attribute, value);
            case "command path",
                    "group main",
                    "implementation main",
                    "group doc-dir",
                    "implementation doc-dir",
                    "environment insert" -> notAbove(element, attribute, value);
            default -> {
                // Any text will do.
            }
        }
    }

    private void oneOf(Element element, String attribute, String value, Set<String> allowed) {
        if (!allowed.contains(value))
            findings.error(
                    element,
                    "'" + attribute + "' is '" + value + "', and may be "
                            + String.join(", ", allowed.stream().sorted().toList()));
    }

    private void architecture(Element element, String value) {
        String[] parts = value.split("-", 2);
        try {
            Architecture.of(value);
        } catch (IllegalArgumentException malformed) {
            findings.error(element, "'arch' is '" + value + "', and must be OS-CPU, such as Linux-x86_64");
            return;
        }
        if (!SYSTEMS.contains(parts[0])) unknown(element, "operating system", parts[0], SYSTEMS);
        if (!PROCESSORS.contains(parts[1])) unknown(element, "processor", parts[1], PROCESSORS);
    }

    private void unknown(Element element, String what, String value, Set<String> known) {
        String near =
                Nearest.to(value, known).map(n -> ": did you mean '" + n + "'?").orElse("");
        findings.warning(element, "'" + value + "' is no " + what + " of the specification" + near);
    }

    private void date(Element element, String value) {
        try {
            if (LocalDate.parse(value).isAfter(today.plusDays(1)))
                findings.warning(element, "'released' is " + value + ", which is in the future");
        } catch (DateTimeParseException malformed) {
            findings.error(element, "'released' is '" + value + "', and must be a day, such as " + today);
        }
    }

    private void version(Element element, String value) {
        try {
            Version.of(value);
        } catch (IllegalArgumentException malformed) {
            findings.error(element, malformed.getMessage());
        }
    }

    private void expression(Element element, String value) {
        try {
            VersionExpression.of(value);
        } catch (IllegalArgumentException malformed) {
            findings.error(element, malformed.getMessage());
        }
    }

    private void number(Element element, String attribute, String value) {
        if (!value.matches("[0-9]{1,18}"))
            findings.error(element, "'" + attribute + "' is '" + value + "', and must be a number of bytes");
    }

    /** The feed's own name. */
    private void own(Element element, String value) {
        uri(element, "'uri'", value, WEB).ifPresent(uri -> {
            try {
                TrustDomain.of(new FeedUri.Remote(value));
            } catch (IllegalArgumentException unfit) {
                findings.error(element, unfit.getMessage());
            }
        });
    }

    private void other(Element element, String attribute, String value) {
        boolean isLocal = !Names.isRemote(value);
        if (!isLocal) uri(element, "'" + attribute + "'", value, WEB);
        else if (directory.isEmpty())
            findings.error(
                    element,
                    "'" + attribute + "' is '" + value + "', and must begin with http:// or https:// in a"
                            + " published feed");
        else if (element.is("feed") && local(value).filter(Files::exists).isEmpty())
            findings.error(element, "There is no file '" + value + "' beside this feed");
    }

    private void href(Element element, String value) {
        if (value.matches("[A-Za-z][A-Za-z0-9+.-]*:.*")) {
            uri(element, "'href'", value, ARCHIVES);
            return;
        }
        if (directory.isEmpty()) {
            findings.error(
                    element,
                    "'href' is '" + value + "', and must begin with http://, https:// or ftp:// in a published feed");
            return;
        }
        Optional<Path> file = local(value).filter(Files::isRegularFile);
        if (file.isEmpty()) findings.error(element, "There is no file '" + value + "' beside this feed");
        else length(element, value, file.get());
    }

    /** The size does not count what {@code start-offset} skips. */
    private void length(Element element, String href, Path file) {
        long length = file.toFile().length();
        try {
            long skipped = Long.parseLong(element.attribute("start-offset").orElse("0"));
            long size = Long.parseLong(element.attribute("size").orElse(""));
            if (size != length - skipped)
                findings.error(element, "'size' is " + size + ", but '" + href + "' has " + (length - skipped));
        } catch (NumberFormatException toldElsewhere) {
            // It is no number.
        }
    }

    private Optional<URI> uri(Element element, String what, String value, Set<String> schemes) {
        try {
            URI uri = new URI(value);
            if (uri.getScheme() != null && schemes.contains(uri.getScheme()) && uri.getHost() != null)
                return Optional.of(uri);
            List<String> beginnings =
                    schemes.stream().sorted().map(s -> s + "://HOST/").toList();
            findings.error(
                    element, what + " is '" + value + "', and must begin with " + String.join(" or ", beginnings));
        } catch (URISyntaxException malformed) {
            findings.error(element, what + " is '" + value + "', which is no URI: " + malformed.getReason());
        }
        return Optional.empty();
    }

    private void extract(Element element, String value) {
        if (value.isEmpty() || value.startsWith("/") || isAbove(value.replace('\\', '/')))
            findings.error(element, "'extract' is '" + value + "', and must be a directory in the archive");
        else if ((value.contains("/") || value.contains("\\")) && !isMsi(element))
            findings.warning(
                    element,
                    "'extract' is '" + value + "', and 0install takes nothing but a directory at the top of"
                            + " the archive");
    }

    /** Only 0install for Windows reads these, and it looks further down. */
    private static boolean isMsi(Element archive) {
        return archive.attribute("type").filter("application/x-msi"::equals).isPresent()
                || archive.attribute("href")
                        .filter(href -> href.endsWith(".msi"))
                        .isPresent();
    }

    private static boolean isAbove(String path) {
        return List.of(path.split("/")).contains("..");
    }

    private void inside(Element element, String attribute, String value) {
        if (value.startsWith("/") || value.contains("\\"))
            findings.error(
                    element,
                    "'" + attribute + "' is '" + value + "', and must be a path inside the implementation, with /");
        else notAbove(element, attribute, value);
    }

    private void notAbove(Element element, String attribute, String value) {
        if (isAbove(value))
            findings.error(
                    element, "'" + attribute + "' is '" + value + "', and must not lead out of the implementation");
    }

    private Optional<Path> local(String value) {
        try {
            return directory.map(d -> d.resolve(value));
        } catch (InvalidPathException impossible) {
            return Optional.empty();
        }
    }
}
