package org.slipway.model.selections;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.slipway.model.Architecture;
import org.slipway.model.FeedUri;
import org.slipway.model.Form;
import org.slipway.model.InterfaceUri;
import org.slipway.model.ManifestDigest;
import org.slipway.model.Role;
import org.slipway.model.Version;
import org.slipway.model.feed.Command;
import org.slipway.model.feed.FeedParts;
import org.slipway.model.feed.MalformedFeed;
import org.slipway.model.xml.Element;

/** Makes selections of their document. To write them, write {@link Selections#document()}. */
public final class SelectionsReader {

    private static final String NATIVE = "package:";

    private final FeedParts parts = new FeedParts(Optional.empty());

    private SelectionsReader() {}

    /**
     * Reads a selections document, the form of 0launch 0.52 to 1.1 included.
     *
     * @throws MalformedFeed with a sentence that names the element
     */
    public static Selections read(Element document) throws MalformedFeed {
        if (!document.is("selections"))
            throw new MalformedFeed("Not a selections document: the root element is <"
                    + document.name().getLocalPart() + ">");
        try {
            return new SelectionsReader().selections(OldSelections.renew(document));
        } catch (IllegalArgumentException badValue) {
            throw new MalformedFeed(badValue.getMessage());
        }
    }

    private Selections selections(Element root) throws MalformedFeed {
        List<Selection> selections = new ArrayList<>();
        Set<Role> roles = new HashSet<>();
        for (Element element : root.children("selection").toList()) {
            Selection selection = selection(element);
            if (!roles.add(selection.role()))
                throw new MalformedFeed("There are two selections for " + selection.role());
            selections.add(selection);
        }
        InterfaceUri rootInterface = new InterfaceUri(required(root, "interface"));
        return new Selections(
                new Role(rootInterface, form(root, rootInterface, roles)),
                root.attribute("command").filter(name -> !name.isEmpty()),
                List.copyOf(selections),
                root);
    }

    /** Documents of 0install before 2.8 do not say whether source is meant. */
    private static Form form(Element root, InterfaceUri rootInterface, Set<Role> roles) {
        Optional<String> source = root.attribute("source");
        boolean wanted =
                source.map(Boolean::parseBoolean).orElseGet(() -> roles.contains(new Role(rootInterface, Form.SOURCE)));
        return wanted ? Form.SOURCE : Form.BINARY;
    }

    private Selection selection(Element element) throws MalformedFeed {
        InterfaceUri interfaceUri = new InterfaceUri(required(element, "interface"));
        String id = required(element, "id");
        Map<String, Command> commands = new LinkedHashMap<>();
        for (Element command : element.children("command").toList())
            commands.put(required(command, "name"), parts.command(command));
        boolean source = element.attribute("arch")
                .map(Architecture::of)
                .filter(Architecture::source)
                .isPresent();
        boolean isNative =
                id.startsWith(NATIVE) && element.attribute("local-path").isEmpty();
        Optional<Path> localPath = element.attribute("local-path")
                .or(() -> id.startsWith("/") ? Optional.of(id) : Optional.empty())
                .map(Path::of);
        List<ManifestDigest> digests = isNative || localPath.isPresent() ? List.of() : FeedParts.digests(element);
        return new Selection(
                new Role(interfaceUri, source ? Form.SOURCE : Form.BINARY),
                id,
                Version.of(required(element, "version")),
                FeedUri.of(element.attribute("from-feed").orElse(interfaceUri.text())),
                digests,
                localPath,
                isNative ? element.attribute("package").or(() -> Optional.of(packageName(id))) : Optional.empty(),
                parts.dependencies(element),
                FeedParts.bindings(element),
                commands,
                element);
    }

    /** {@code package:deb:NAME:VERSION:CPU} */
    private static String packageName(String id) {
        String[] words = id.split(":");
        return words.length > 2 ? words[2] : id;
    }

    private static String required(Element element, String attribute) throws MalformedFeed {
        return element.attribute(attribute)
                .orElseThrow(() -> new MalformedFeed(
                        "<" + element.name().getLocalPart() + "> lacks the attribute '" + attribute + "'"));
    }
}
