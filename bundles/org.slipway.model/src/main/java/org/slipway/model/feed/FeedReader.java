package org.slipway.model.feed;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.xml.namespace.QName;

import org.slipway.model.Architecture;
import org.slipway.model.FeedUri;
import org.slipway.model.InterfaceUri;
import org.slipway.model.Stability;
import org.slipway.model.Version;
import org.slipway.model.xml.Element;

/** Makes a feed of its document. */
public final class FeedReader {

    /** The version of Zero Install that {@code min-injector-version} and {@code if-0install-version} are judged by. */
    public static final String INJECTOR_VERSION = "2.18";

    private static final String ID = "id";
    private static final String VERSION = "version";
    private static final String VERSION_MODIFIER = "version-modifier";
    private static final String LOCAL_PATH = "local-path";
    private static final String STABILITY = "stability";

    private final FeedUri uri;
    private final Element root;
    private final Optional<Path> directory;
    private final FeedParts parts;
    private final Map<String, Implementation> implementations = new LinkedHashMap<>();
    private final List<NativePackage> nativePackages = new ArrayList<>();

    private FeedReader(FeedUri uri, Element root) {
        this.uri = uri;
        this.root = root;
        this.directory = uri instanceof FeedUri.Local local
                ? Optional.ofNullable(local.path().getParent())
                : Optional.empty();
        this.parts = new FeedParts(directory);
    }

    /**
     * Reads a feed.
     *
     * @param uri where it is from. For a remote feed paths are refused; that {@code uri} is the one in the document is
     *     for the caller to compare
     * @throws MalformedFeed with a sentence that names the element
     */
    public static Feed read(FeedUri uri, Element document) throws MalformedFeed {
        Element root = Conditions.apply(document);
        if (!root.is("interface") && !root.is("feed"))
            throw new MalformedFeed(
                    "Not a feed: the root element is <" + root.name().getLocalPart() + "> of namespace '"
                            + root.name().getNamespaceURI() + "'");
        try {
            return new FeedReader(uri, root).feed();
        } catch (IllegalArgumentException badValue) {
            throw new MalformedFeed(badValue.getMessage());
        }
    }

    private Feed feed() throws MalformedFeed {
        String name = FeedParts.first(root, "name")
                .map(Element::text)
                .orElseThrow(() -> new MalformedFeed("The feed has no <name>"));
        read(root, outermost());
        return new Feed(
                uri,
                name,
                java.util.Collections.unmodifiableMap(implementations),
                List.copyOf(nativePackages),
                imports(),
                feedFor(),
                replacedBy(),
                root);
    }

    private Inherited outermost() {
        Map<QName, String> attributes = new LinkedHashMap<>();
        attributes.put(new QName(STABILITY), Stability.TESTING.text());
        attributes.put(new QName("from-feed"), uri.text());
        Map<String, Command> commands = new LinkedHashMap<>();
        root.attribute("main").ifPresent(path -> commands.put("run", FeedParts.shorthand("run", path)));
        return new Inherited(attributes, List.of(), List.of(), commands);
    }

    private void read(Element group, Inherited around) throws MalformedFeed {
        for (Element child : group.children()) {
            switch (child.localName()) {
                case "group" -> read(child, inherit(around, child));
                case "implementation" -> readImplementation(child, inherit(around, child));
                case "package-implementation" -> readNativePackage(child, inherit(around, child));
                default -> {
                    // Everything else belongs to the group or to somebody else.
                }
            }
        }
    }

    private Inherited inherit(Inherited around, Element child) throws MalformedFeed {
        Map<QName, String> attributes = new LinkedHashMap<>(around.attributes());
        attributes.putAll(child.attributes());
        List<Dependency> dependencies = new ArrayList<>(around.dependencies());
        dependencies.addAll(parts.dependencies(child));
        List<Binding> bindings = new ArrayList<>(around.bindings());
        bindings.addAll(FeedParts.bindings(child));
        Map<String, Command> commands = new LinkedHashMap<>(around.commands());
        child.attribute("main").ifPresent(path -> commands.put("run", FeedParts.shorthand("run", path)));
        child.attribute("self-test").ifPresent(path -> commands.put("test", FeedParts.shorthand("test", path)));
        child.attribute(FeedParts.COMPILE_COMMAND)
                .ifPresent(line -> commands.put("compile", FeedParts.shellCommand("compile", line)));
        for (Element command : child.children("command").toList())
            commands.put(FeedParts.required(command, "name"), parts.command(command));
        return new Inherited(attributes, List.copyOf(dependencies), List.copyOf(bindings), commands);
    }

    private void readImplementation(Element element, Inherited inherited) throws MalformedFeed {
        String id = FeedParts.required(element, ID);
        Inherited complete = withVersionModifier(withLocalPath(id, inherited));
        Map<QName, String> attributes = complete.attributes();
        String version = attributes.get(new QName(VERSION));
        if (version == null) throw new MalformedFeed("Implementation '" + id + "' has no version");
        String stability = attributes.get(new QName(STABILITY));
        Implementation implementation = new Implementation(
                id,
                uri,
                Version.of(version),
                Stability.of(stability)
                        .filter(s -> s.compareTo(Stability.STABLE) <= 0)
                        .orElseThrow(() -> new MalformedFeed(
                                "Implementation '" + id + "' has the unknown stability '" + stability + "'")),
                Optional.ofNullable(attributes.get(new QName("arch")))
                        .map(Architecture::of)
                        .orElse(Architecture.ANY),
                complete,
                source(element, attributes),
                element);
        if (implementations.putIfAbsent(id, implementation) != null)
            throw new MalformedFeed("Two implementations have the id '" + id + "'");
    }

    private static Implementation.Source source(Element element, Map<QName, String> attributes) throws MalformedFeed {
        String path = attributes.get(new QName(LOCAL_PATH));
        if (path != null) return new Implementation.Source.Local(Path.of(path));
        return new Implementation.Source.Cached(FeedParts.digests(element), Retrieval.methods(element));
    }

    /** In a local feed an implementation may be a directory: by its {@code local-path}, or by an id that is a path. */
    private Inherited withLocalPath(String id, Inherited inherited) throws MalformedFeed {
        String given = inherited.attributes().get(new QName(LOCAL_PATH));
        if (directory.isEmpty()) {
            if (given != null)
                throw new MalformedFeed(
                        "Implementation '" + id + "' has a local-path, but the feed is not a local one");
            return inherited;
        }
        if (given == null && !id.startsWith("/") && !id.startsWith(".")) return inherited;
        Path path = directory.get().resolve(given == null ? id : given).normalize();
        return with(inherited, LOCAL_PATH, path.toString());
    }

    private static Inherited withVersionModifier(Inherited inherited) {
        String modifier = inherited.attributes().get(new QName(VERSION_MODIFIER));
        if (modifier == null) return inherited;
        String version = inherited.attributes().getOrDefault(new QName(VERSION), "");
        Inherited joined = with(inherited, VERSION, version + modifier);
        joined.attributes().remove(new QName(VERSION_MODIFIER));
        return joined;
    }

    private static Inherited with(Inherited inherited, String attribute, String value) {
        Map<QName, String> attributes = new LinkedHashMap<>(inherited.attributes());
        attributes.put(new QName(attribute), value);
        return new Inherited(attributes, inherited.dependencies(), inherited.bindings(), inherited.commands());
    }

    private void readNativePackage(Element element, Inherited inherited) throws MalformedFeed {
        nativePackages.add(new NativePackage(
                FeedParts.required(element, "package"),
                Optional.ofNullable(inherited.attributes().get(new QName("distributions")))
                        .map(FeedParts::words)
                        .orElse(List.of()),
                Optional.ofNullable(inherited.attributes().get(new QName("main"))),
                inherited,
                element));
    }

    private List<FeedImport> imports() throws MalformedFeed {
        List<FeedImport> imports = new ArrayList<>();
        for (Element feed : root.children("feed").toList()) {
            imports.add(new FeedImport(
                    FeedUri.of(parts.absolute(FeedParts.required(feed, "src"))),
                    feed.attribute("arch").map(Architecture::of).orElse(Architecture.ANY),
                    feed.attribute("langs").map(FeedParts::words),
                    FeedImport.Origin.FEED));
        }
        return List.copyOf(imports);
    }

    private List<InterfaceUri> feedFor() throws MalformedFeed {
        List<InterfaceUri> targets = new ArrayList<>();
        for (Element target : root.children("feed-for").toList())
            targets.add(new InterfaceUri(FeedParts.required(target, "interface")));
        return List.copyOf(targets);
    }

    private Optional<InterfaceUri> replacedBy() throws MalformedFeed {
        List<Element> replacements = root.children("replaced-by").toList();
        if (replacements.size() > 1) throw new MalformedFeed("The feed has more than one <replaced-by>");
        if (replacements.isEmpty()) return Optional.empty();
        return Optional.of(new InterfaceUri(parts.absolute(FeedParts.required(replacements.get(0), "interface"))));
    }
}
