package org.slipway.model.xml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.xml.namespace.QName;

import org.xml.sax.Attributes;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** Builds the tree while the parser reads. */
final class TreeHandler extends DefaultHandler {
    private static final int DEPTH = 256;
    private static final int ATTRIBUTES = 256;
    /** Nothing longer could be a variable or an argument of a program (Linux, {@code MAX_ARG_STRLEN}). */
    private static final int VALUE = 128 << 10;

    private static final class Open {
        final QName name;
        final Map<QName, String> attributes;
        final List<Element> children = new ArrayList<>();
        final StringBuilder text = new StringBuilder();

        Open(QName name, Map<QName, String> attributes) {
            this.name = name;
            this.attributes = attributes;
        }
    }

    private final Deque<Open> open = new ArrayDeque<>();
    private Element root;
    private Locator locator;

    Element root() {
        return root;
    }

    String position() {
        return locator == null
                ? ""
                : " (line " + locator.getLineNumber() + ", column " + locator.getColumnNumber() + ")";
    }

    @Override
    public void setDocumentLocator(Locator where) {
        locator = where;
    }

    @Override
    public void startElement(String namespace, String local, String qualified, Attributes given) throws SAXException {
        if (open.size() == DEPTH) throw refused("more than " + DEPTH + " elements within each other");
        if (given.getLength() > ATTRIBUTES)
            throw refused("<" + qualified + "> has more than " + ATTRIBUTES + " attributes");
        Map<QName, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < given.getLength(); i++) {
            if (given.getValue(i).length() > VALUE)
                throw refused(given.getQName(i) + " of <" + qualified + "> has more than " + VALUE + " characters");
            attributes.put(name(given.getURI(i), given.getLocalName(i), given.getQName(i)), given.getValue(i));
        }
        open.push(new Open(name(namespace, local, qualified), attributes));
    }

    private static QName name(String namespace, String local, String qualified) {
        int colon = qualified.indexOf(':');
        return new QName(namespace, local, colon < 0 ? "" : qualified.substring(0, colon));
    }

    @Override
    public void characters(char[] characters, int start, int length) {
        Open element = open.peek();
        if (element.children.isEmpty()) element.text.append(characters, start, length);
    }

    @Override
    public void endElement(String namespace, String local, String qualified) {
        Open done = open.pop();
        String text = done.children.isEmpty()
                ? done.text.toString()
                : done.text.toString().strip();
        Element element = Element.owning(done.name, done.attributes, done.children, text);
        if (open.isEmpty()) root = element;
        else open.peek().children.add(element);
    }

    @Override
    public void error(SAXParseException broken) throws SAXException {
        throw broken;
    }

    @Override
    public void fatalError(SAXParseException broken) throws SAXException {
        throw broken;
    }

    private SAXParseException refused(String why) {
        return new SAXParseException("Refused: " + why, locator);
    }
}
