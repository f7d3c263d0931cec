package org.slipway.model.xml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.ConcurrentLinkedQueue;

import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;

import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * The JDK's own parsers. To make one takes longer than to read a small document, so they are used again; but one keeps every
 * name that it has ever read, so after some documents, or a large one, it is left to the garbage collector.
 */
final class Parsers {
    /** A parser that refuses for this says so by this name. */
    static final String NO_DOCUMENT_TYPES = "http://apache.org/xml/features/disallow-doctype-decl";

    private static final int MOST_DOCUMENTS = 200;
    private static final int LARGE = 1 << 17;

    private static final SAXParserFactory FACTORY = factory();
    private static final ConcurrentLinkedQueue<Used> IDLE = new ConcurrentLinkedQueue<>();

    private record Used(SAXParser parser, int documents) {}

    private Parsers() {}

    static void parse(byte[] document, DefaultHandler handler) throws SAXException, IOException {
        Used idle = IDLE.poll();
        Used used = idle == null ? new Used(parser(), 0) : idle;
        // Every JDK has limits of its own; the same feed must be good or bad on all, so ours alone count.
        used.parser.setProperty("jdk.xml.maxElementDepth", "0");
        used.parser.setProperty("jdk.xml.elementAttributeLimit", "0");
        used.parser.parse(new InputSource(new ByteArrayInputStream(document)), handler);
        used.parser.reset();
        if (document.length < LARGE && used.documents < MOST_DOCUMENTS)
            IDLE.add(new Used(used.parser, used.documents + 1));
    }

    private static SAXParser parser() throws SAXException {
        try {
            synchronized (FACTORY) {
                return FACTORY.newSAXParser();
            }
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException("The JDK's own parser lacks a feature", impossible);
        }
    }

    private static SAXParserFactory factory() {
        // Karaf has a factory of its own in the place of the JDK's: newDefaultNSInstance is not in it.
        SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        try {
            factory.setFeature(NO_DOCUMENT_TYPES, true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            return factory;
        } catch (ParserConfigurationException | SAXException impossible) {
            throw new IllegalStateException("The JDK's own parser lacks a feature", impossible);
        }
    }
}
