package org.slipway.model.xml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import javax.xml.namespace.QName;

/**
 * An XML element: immutable, without comments and processing instructions; its text is that before the first child, as
 * feeds never mix the two. Names compare by namespace and local part; a prefix is only a hint for writing.
 */
public final class Element {

    /** The namespace of feeds and selections. */
    public static final String ZERO_INSTALL = "http://zero-install.sourceforge.net/2004/injector/interface";

    private final QName name;
    private final Map<QName, String> attributes;
    private final List<Element> children;
    private final String text;

    private Element(QName name, Map<QName, String> attributes, List<Element> children, String text) {
        this.name = name;
        this.attributes = attributes;
        this.children = children;
        this.text = text;
    }

    /** An element of the Zero Install namespace. */
    public static Element of(String name) {
        return new Element(new QName(ZERO_INSTALL, name), Map.of(), List.of(), "");
    }

    public static Element of(QName name, Map<QName, String> attributes, List<Element> children, String text) {
        return new Element(
                name, Collections.unmodifiableMap(new LinkedHashMap<>(attributes)), List.copyOf(children), text);
    }

    /** Of what nobody else keeps, and therefore changes. */
    static Element owning(QName name, Map<QName, String> attributes, List<Element> children, String text) {
        return new Element(name, Collections.unmodifiableMap(attributes), List.copyOf(children), text);
    }

    public QName name() {
        return name;
    }

    /** The local name, or the empty string if the element is of a foreign namespace. */
    public String localName() {
        return ZERO_INSTALL.equals(name.getNamespaceURI()) ? name.getLocalPart() : "";
    }

    public boolean is(String zeroInstallName) {
        return localName().equals(zeroInstallName);
    }

    /** In the order of the document. */
    public Map<QName, String> attributes() {
        return attributes;
    }

    public Optional<String> attribute(String unqualified) {
        return Optional.ofNullable(attributes.get(new QName(unqualified)));
    }

    public Optional<String> attribute(QName qualified) {
        return Optional.ofNullable(attributes.get(qualified));
    }

    public List<Element> children() {
        return children;
    }

    /** The children of the Zero Install namespace with this name. */
    public Stream<Element> children(String zeroInstallName) {
        return children.stream().filter(c -> c.is(zeroInstallName));
    }

    public String text() {
        return text;
    }

    public Element with(String unqualified, String value) {
        return with(new QName(unqualified), value);
    }

    public Element with(QName attribute, String value) {
        Map<QName, String> more = new LinkedHashMap<>(attributes);
        more.put(attribute, value);
        return of(name, more, children, text);
    }

    public Element without(String unqualified) {
        Map<QName, String> fewer = new LinkedHashMap<>(attributes);
        fewer.remove(new QName(unqualified));
        return of(name, fewer, children, text);
    }

    public Element with(Element child) {
        List<Element> more = new ArrayList<>(children);
        more.add(child);
        return of(name, attributes, more, text);
    }

    public Element withChildren(List<Element> others) {
        return of(name, attributes, others, text);
    }

    public Element withText(String other) {
        return of(name, attributes, children, other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Element e
                && name.equals(e.name)
                && attributes.equals(e.attributes)
                && children.equals(e.children)
                && text.equals(e.text);
    }

    @Override
    public int hashCode() {
        return name.hashCode() * 31 + attributes.hashCode();
    }

    @Override
    public String toString() {
        return "<" + name.getLocalPart() + " " + attributes + ">";
    }
}
