package org.slipway.itests.interop;

import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.slipway.model.xml.Element;
import org.slipway.model.xml.MalformedXml;
import org.slipway.model.xml.Xml;

/** Documents so that equal texts mean the same: without white space, attributes in order. */
final class Canonical {
    private Canonical() {}

    /** @param text if it is no document, it stays as it is */
    static String of(String text) throws MalformedXml {
        return text.startsWith("<?xml") ? of(Xml.read(text.getBytes(StandardCharsets.UTF_8))) : text;
    }

    private static String of(Element element) {
        TreeMap<String, String> attributes = new TreeMap<>();
        element.attributes().forEach((name, value) -> attributes.put(name.toString(), value));
        return element.name() + " " + attributes + " " + element.text().strip()
                + element.children().stream().map(Canonical::of).collect(Collectors.joining("\n", "\n{", "}"));
    }
}
