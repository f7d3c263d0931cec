package org.slipway.cli.internal;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

import org.slipway.cli.internal.ImplementationCheck.Given;
import org.slipway.model.FeedUri;
import org.slipway.model.feed.FeedReader;
import org.slipway.model.feed.MalformedFeed;
import org.slipway.model.xml.Element;

/** Looks at a feed as its publisher should before users do. */
final class FeedCheck {
    private static final String INTERFACE = "interface";

    private final Path file;
    private final FeedDocument document;
    private final Findings findings;
    private final FeedShape shape;
    private final FeedValues values;
    private final ImplementationCheck implementations;

    /**
     * @param file where it is, for what is relative to a local feed
     * @param readable whether there is a format for an archive of this name or MIME type
     */
    FeedCheck(Path file, FeedDocument document, LocalDate today, BiPredicate<String, Optional<String>> readable) {
        this.file = file;
        this.document = document;
        this.findings = new Findings(document);
        Optional<Path> directory = uri(document).isPresent() ? Optional.empty() : Optional.ofNullable(file.getParent());
        this.shape = new FeedShape(findings);
        this.values = new FeedValues(findings, directory, today);
        this.implementations = new ImplementationCheck(findings, directory, readable);
    }

    /** Absent of a feed that is not for publishing. */
    static Optional<String> uri(FeedDocument document) {
        return document.root().attribute("uri");
    }

    static boolean isFeed(Element root) {
        return root.is(INTERFACE) || root.is("feed");
    }

    List<Finding> findings() {
        Element root = document.root();
        if (!isFeed(root)) {
            findings.error(
                    root,
                    "The root must be <interface> of the namespace " + Element.ZERO_INSTALL + ", and is <"
                            + root.name().getLocalPart() + "> of '"
                            + root.name().getNamespaceURI() + "'");
            return findings.inOrder();
        }
        shape.attributes(root, INTERFACE);
        values.check(root, INTERFACE);
        described(root);
        children(root, INTERFACE, Given.NOTHING.and(root));
        read(root);
        return findings.inOrder();
    }

    private void described(Element root) {
        if (root.children("name").allMatch(name -> name.text().isBlank()))
            findings.error(root, "It has no <name>, or an empty one");
        if (root.children("summary").findAny().isEmpty())
            findings.warning(root, "It has no <summary>, by which people know what it is");
        if (uri(document).isPresent() && !SignatureComment.canFollow(document.bytes()))
            findings.error(
                    root, "A published feed must begin with <?xml version=\"1.0\"?>: others take it for no feed");
    }

    private void children(Element parent, String kind, Given around) {
        FeedVocabulary.kind(kind).ifPresent(known -> {
            for (Element child : parent.children()) {
                if (!shape.check(child, known)) continue;
                String name = child.localName();
                values.check(child, name);
                Given given = isGroup(name) ? around.and(child) : around;
                if (name.equals("implementation")) implementations.check(child, given);
                children(child, name, given);
            }
        });
    }

    private static boolean isGroup(String name) {
        return name.equals("group") || name.equals("implementation");
    }

    /** Users' programs may find something that has not been looked for here. */
    private void read(Element root) {
        try {
            FeedReader.read(uri(document).map(FeedUri::of).orElse(new FeedUri.Local(file)), root);
        } catch (MalformedFeed | IllegalArgumentException malformed) {
            if (!findings.hasErrors()) findings.error(root, malformed.getMessage());
        }
    }
}
