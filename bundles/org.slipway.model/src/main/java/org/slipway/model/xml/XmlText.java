package org.slipway.model.xml;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import javax.xml.XMLConstants;
import javax.xml.namespace.QName;

/**
 * Writes a tree as text. All namespaces are declared at the root, that of the root as the default one unless some element
 * is of none.
 */
final class XmlText {
    private final StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    private final String defaultNamespace;
    private final Map<String, String> prefixes = new LinkedHashMap<>();

    XmlText(Element root) {
        defaultNamespace = hasUnqualified(root) ? "" : root.name().getNamespaceURI();
        prefixes.put(XMLConstants.XML_NS_URI, XMLConstants.XML_NS_PREFIX);
        collect(root);
        write(root, 0);
    }

    byte[] bytes() {
        return out.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static boolean hasUnqualified(Element element) {
        return element.name().getNamespaceURI().isEmpty()
                || element.children().stream().anyMatch(XmlText::hasUnqualified);
    }

    private void collect(Element element) {
        if (!element.name().getNamespaceURI().equals(defaultNamespace)) declare(element.name());
        element.attributes().keySet().forEach(this::declare);
        element.children().forEach(this::collect);
    }

    private void declare(QName name) {
        String namespace = name.getNamespaceURI();
        if (namespace.isEmpty() || prefixes.containsKey(namespace)) return;
        String wanted = name.getPrefix();
        boolean usable = !wanted.isEmpty() && !prefixes.containsValue(wanted);
        prefixes.put(namespace, usable ? wanted : "ns" + prefixes.size());
    }

    private void write(Element element, int depth) {
        out.append("  ".repeat(depth)).append('<').append(elementName(element.name()));
        if (depth == 0) declarations();
        element.attributes().forEach((name, value) -> attribute(attributeName(name), value));
        if (element.children().isEmpty() && element.text().isEmpty()) {
            out.append("/>");
            return;
        }
        out.append('>');
        escape(element.text(), false);
        for (Element child : element.children()) {
            out.append('\n');
            write(child, depth + 1);
        }
        if (!element.children().isEmpty()) out.append('\n').append("  ".repeat(depth));
        out.append("</").append(elementName(element.name())).append('>');
    }

    private void declarations() {
        if (!defaultNamespace.isEmpty()) attribute("xmlns", defaultNamespace);
        prefixes.forEach((namespace, prefix) -> {
            if (!namespace.equals(XMLConstants.XML_NS_URI)) attribute("xmlns:" + prefix, namespace);
        });
    }

    private String elementName(QName name) {
        if (name.getNamespaceURI().equals(defaultNamespace)) return name.getLocalPart();
        return prefixes.get(name.getNamespaceURI()) + ":" + name.getLocalPart();
    }

    private String attributeName(QName name) {
        if (name.getNamespaceURI().isEmpty()) return name.getLocalPart();
        return prefixes.get(name.getNamespaceURI()) + ":" + name.getLocalPart();
    }

    private void attribute(String name, String value) {
        out.append(' ').append(name).append("=\"");
        escape(value, true);
        out.append('"');
    }

    private void escape(String text, boolean attribute) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append(attribute ? "&quot;" : "\"");
                case '\r' -> out.append("&#13;");
                case '\n' -> out.append(attribute ? "&#10;" : "\n");
                case '\t' -> out.append(attribute ? "&#9;" : "\t");
                default -> out.append(c);
            }
        }
    }
}
