package org.slipway.cli.internal;

import java.util.Collection;

import javax.xml.namespace.QName;

import org.slipway.cli.internal.FeedVocabulary.Kind;
import org.slipway.model.xml.Element;

/** Whether elements and attributes are those of the specification, and stand where they may. */
final class FeedShape {
    private final Findings findings;

    FeedShape(Findings findings) {
        this.findings = findings;
    }

    /** @return whether it is worth to look closer at the element */
    boolean check(Element element, Kind parent) {
        String name = element.localName();
        if (name.isEmpty()) {
            foreign(element);
            return false;
        }
        if (!FeedVocabulary.knows(name)) {
            if (!isForOthers(element))
                findings.warning(
                        element,
                        "<" + name + "> is no element of the specification, and is ignored"
                                + near(name, FeedVocabulary.names()));
            return false;
        }
        if (!parent.children().contains(name)) {
            findings.warning(element, "<" + name + "> has no meaning here, and is ignored");
            return false;
        }
        attributes(element, name);
        return true;
    }

    /** What is of another namespace belongs to others; what is of none was meant to be of ours. */
    private void foreign(Element element) {
        if (element.name().getNamespaceURI().isEmpty())
            findings.warning(
                    element, "<" + element.name().getLocalPart() + "> is of no namespace, and is therefore ignored");
    }

    /** What other versions than ours are to read may be something that we do not know. */
    private static boolean isForOthers(Element element) {
        return element.attribute("if-0install-version").isPresent();
    }

    void attributes(Element element, String name) {
        Kind kind = FeedVocabulary.kind(name).orElse(null);
        if (kind == null) return;
        for (QName attribute : element.attributes().keySet()) {
            String local = attribute.getLocalPart();
            boolean isKnown = kind.attributes().containsKey(local) || local.equals("if-0install-version");
            if (attribute.getNamespaceURI().isEmpty() && !isKnown)
                findings.warning(
                        element,
                        "'" + local + "' is no attribute of <" + name + ">, and is ignored"
                                + near(local, kind.attributes().keySet()));
        }
        for (String needed : kind.needed())
            if (element.attribute(needed).isEmpty())
                findings.error(element, "<" + name + "> lacks the attribute '" + needed + "'");
    }

    private static String near(String typed, Collection<String> known) {
        return Nearest.to(typed, known)
                .map(near -> ": did you mean '" + near + "'?")
                .orElse("");
    }
}
