package org.slipway.cli.internal;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

import org.slipway.model.ManifestDigest;
import org.slipway.model.ManifestDigest.Algorithm;
import org.slipway.model.Version;
import org.slipway.model.xml.Element;

/** Whether an implementation has what it takes to be selected, obtained and verified. */
final class ImplementationCheck {
    private static final Set<Algorithm> STRONG = EnumSet.of(Algorithm.SHA256, Algorithm.SHA256NEW);
    private static final List<String> METHODS = List.of("archive", "file", "recipe");

    private final Findings findings;
    private final Optional<Path> directory;
    private final BiPredicate<String, Optional<String>> readable;
    private final Map<String, Element> ids = new HashMap<>();

    /**
     * @param directory of a local feed
     * @param readable whether there is a format for an archive of this name or MIME type
     */
    ImplementationCheck(Findings findings, Optional<Path> directory, BiPredicate<String, Optional<String>> readable) {
        this.findings = findings;
        this.directory = directory;
        this.readable = readable;
    }

    /** What an implementation has from the groups around it, and by itself. */
    record Given(Map<String, String> attributes, Map<String, String> commands) {
        static final Given NOTHING = new Given(Map.of(), Map.of());

        /** @param commands from their names to their paths */
        Given {
            attributes = Map.copyOf(attributes);
            commands = Map.copyOf(commands);
        }

        Given and(Element element) {
            Map<String, String> more = new HashMap<>(attributes);
            element.attributes().forEach((name, value) -> {
                if (name.getNamespaceURI().isEmpty()) more.put(name.getLocalPart(), value);
            });
            Map<String, String> paths = new HashMap<>(commands);
            element.attribute("main").ifPresent(path -> paths.put("run", path));
            element.children("command")
                    .forEach(command -> paths.put(
                            command.attribute("name").orElse(""),
                            command.attribute("path").orElse("")));
            return new Given(more, paths);
        }
    }

    /** @param given with what the element has by itself */
    void check(Element element, Given given) {
        version(element, given.attributes());
        String id = element.attribute("id").orElse("");
        Element twin = ids.putIfAbsent(id, element);
        if (twin != null)
            findings.error(
                    element, "The id '" + id + "' is that of the implementation in " + findings.lineOf(twin) + ", too");
        Optional<Path> local = localPath(element, id, given.attributes());
        if (local.isPresent()) local(element, local.get(), given.commands());
        else cached(element, id);
    }

    private void version(Element element, Map<String, String> attributes) {
        String version = attributes.getOrDefault("version", "") + attributes.getOrDefault("version-modifier", "");
        if (version.isEmpty()) {
            findings.error(element, "It has no version");
            return;
        }
        try {
            Version.of(version);
        } catch (IllegalArgumentException malformed) {
            findings.error(element, malformed.getMessage());
        }
        if (attributes.containsKey("version-modifier"))
            findings.warning(
                    element, "'version-modifier' is for programs of long ago: write version=\"" + version + "\"");
    }

    /** An id that is a path is one in a local feed only. */
    private Optional<Path> localPath(Element element, String id, Map<String, String> attributes) {
        Optional<String> written = Optional.ofNullable(attributes.get("local-path"));
        if (directory.isEmpty()) {
            written.ifPresent(
                    path -> findings.error(element, "'local-path' is for local feeds, and this one has a" + " 'uri'"));
            return Optional.empty();
        }
        Optional<String> path =
                written.or(() -> Optional.of(id).filter(text -> text.startsWith(".") || text.startsWith("/")));
        try {
            return path.map(text -> directory.get().resolve(text).normalize());
        } catch (InvalidPathException impossible) {
            findings.error(element, "'local-path' cannot be the name of a file");
            return Optional.empty();
        }
    }

    private void local(Element element, Path path, Map<String, String> commands) {
        if (!Files.isDirectory(path)) {
            findings.error(element, "There is no directory '" + path + "'");
            return;
        }
        commands.forEach((name, file) -> {
            if (!file.isEmpty() && !Files.exists(path.resolve(file)))
                findings.error(
                        element, "The command '" + name + "' is '" + file + "', and that is not in '" + path + "'");
        });
    }

    private void cached(Element element, String id) {
        Set<Algorithm> good = digests(element, id);
        if (good.isEmpty())
            findings.error(element, "It has no digest that is understood, so that nobody can verify it");
        else if (STRONG.stream().noneMatch(good::contains))
            findings.warning(element, "Its digests are of SHA-1 only, of which there may be two: add a sha256new one");
        List<Element> methods = element.children().stream()
                .filter(child -> METHODS.contains(child.localName()))
                .toList();
        if (methods.isEmpty())
            findings.error(element, "'" + id + "' has no <archive>, <file> or <recipe> to get it by");
        methods.forEach(this::format);
    }

    private Set<Algorithm> digests(Element element, String id) {
        Set<Algorithm> good = EnumSet.noneOf(Algorithm.class);
        Optional<ManifestDigest> own = ManifestDigest.of(id);
        own.ifPresent(digest -> good.add(digest.algorithm()));
        if (own.isEmpty() && Arrays.stream(Algorithm.values()).anyMatch(a -> id.startsWith(a.text() + "=")))
            findings.error(element, "The id '" + id + "' is no digest, though it looks like one");
        for (Element digests : element.children("manifest-digest").toList()) {
            for (Algorithm algorithm : Algorithm.values()) {
                Optional<String> value = digests.attribute(algorithm.text());
                if (value.isEmpty()) continue;
                if (algorithm.accepts(value.get())) good.add(algorithm);
                else findings.error(digests, "'" + value.get() + "' is no " + algorithm.text() + " digest");
            }
        }
        return good;
    }

    /** With the archives of a recipe. */
    private void format(Element method) {
        if (method.is("recipe")) method.children("archive").forEach(this::format);
        if (!method.is("archive")) return;
        String href = method.attribute("href").orElse("");
        Optional<String> type = method.attribute("type");
        if (!readable.test(href, type))
            findings.warning(
                    method,
                    type.map(written -> "Archives of the type '" + written + "' cannot be read here")
                            .orElse("What kind of archive '" + href + "' is cannot be seen: write its 'type'"));
    }
}
