package org.slipway.model.xml;

import java.io.ByteArrayInputStream;
import java.io.IOException;

import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;

import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;

/** Reads and writes elements. */
public final class Xml {
    private Xml() {}

    /** The most that a feed from the network may have, in bytes. */
    public static final long NETWORK_LIMIT = 16L << 20;

    /** The most that a local file may have, in bytes. */
    public static final long LOCAL_LIMIT = 50L << 20;

    /**
     * Reads a document and gives its root. Document types, entities, more than 256 levels, more than 256 attributes of an
     * element, more than 131,072 characters of an attribute, a repeated attribute and encodings that are not declared are
     * refused.
     *
     * @throws MalformedXml with a sentence that names line and column
     */
    public static Element read(byte[] document) throws MalformedXml {
        TreeHandler tree = new TreeHandler();
        try {
            XMLReader reader = reader();
            reader.setContentHandler(tree);
            reader.setErrorHandler(tree);
            reader.parse(new InputSource(new ByteArrayInputStream(document)));
        } catch (SAXParseException broken) {
            throw new MalformedXml(broken.getMessage() + " (line " + broken.getLineNumber() + ", column "
                    + broken.getColumnNumber() + ")");
        } catch (SAXException | IOException broken) {
            throw new MalformedXml(broken.getMessage() + tree.position());
        }
        return tree.root();
    }

    private static XMLReader reader() throws SAXException {
        try {
            SAXParser parser = parser();
            // Every JDK has limits of its own; the same feed must be good or bad on all, so ours alone count.
            parser.setProperty("jdk.xml.maxElementDepth", "0");
            parser.setProperty("jdk.xml.elementAttributeLimit", "0");
            return parser.getXMLReader();
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException("The JDK's own parser lacks a feature", impossible);
        }
    }

    /** A new one each time: a parser that is used again keeps every name that it has ever read. */
    private static SAXParser parser() throws SAXException, ParserConfigurationException {
        synchronized (Parsers.FACTORY) {
            return Parsers.FACTORY.newSAXParser();
        }
    }

    private static final class Parsers {
        static final SAXParserFactory FACTORY = factory();

        private static SAXParserFactory factory() {
            // Karaf has a factory of its own in the place of the JDK's: newDefaultNSInstance is not in it.
            SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            try {
                factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
                factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
                return factory;
            } catch (ParserConfigurationException | SAXException impossible) {
                throw new IllegalStateException("The JDK's own parser lacks a feature", impossible);
            }
        }
    }

    /** Writes a document with an XML declaration in UTF-8, indented by two blanks, ending with a newline. */
    public static byte[] write(Element root) {
        return new XmlText(root).bytes();
    }
}
