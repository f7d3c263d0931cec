package org.slipway.model.selections;

import java.util.List;
import java.util.Optional;

import org.slipway.model.InterfaceUri;
import org.slipway.model.Role;
import org.slipway.model.xml.Element;
import org.slipway.model.xml.MalformedXml;
import org.slipway.model.xml.Xml;

/**
 * The answer of a solve: a selection for each role; can be saved and run later.
 *
 * @param root the role asked for
 * @param command the command of the root; empty for none
 * @param selections in the order of the document
 * @param document the {@code selections} element
 */
public record Selections(Role root, Optional<String> command, List<Selection> selections, Element document) {

    public Optional<Selection> get(Role role) {
        return selections.stream().filter(s -> s.role().equals(role)).findFirst();
    }

    /** The binary selection of an interface. */
    public Optional<Selection> get(InterfaceUri interfaceUri) {
        return get(Role.binary(interfaceUri));
    }

    /** Whether both documents are read as the same one. */
    public boolean isSameAs(Selections other) {
        return asRead(document).equals(asRead(other.document));
    }

    private static Element asRead(Element document) {
        try {
            return Xml.read(Xml.write(document));
        } catch (MalformedXml impossible) {
            throw new IllegalStateException("What has been written cannot be read", impossible);
        }
    }
}
