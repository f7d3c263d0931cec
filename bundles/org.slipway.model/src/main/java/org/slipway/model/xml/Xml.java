package org.slipway.model.xml;

import java.io.IOException;

import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

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
            Parsers.parse(document, tree);
        } catch (SAXParseException broken) {
            throw new MalformedXml(
                    why(broken) + " (line " + broken.getLineNumber() + ", column " + broken.getColumnNumber() + ")");
        } catch (SAXException | IOException broken) {
            throw new MalformedXml(broken.getMessage() + tree.position());
        }
        return tree.root();
    }

    private static String why(SAXParseException broken) {
        return broken.getMessage().contains(Parsers.NO_DOCUMENT_TYPES)
                ? "it has a document type (<!DOCTYPE ...>), which none may have here: remove that"
                : broken.getMessage();
    }

    /** Writes a document with an XML declaration in UTF-8, indented by two blanks, ending with a newline. */
    public static byte[] write(Element root) {
        return new XmlText(root).bytes();
    }
}
