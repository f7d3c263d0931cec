package org.slipway.model.xml;

/** The bytes are not the XML that was expected; the message says what and where, for the user. */
public class MalformedXml extends Exception {
    private static final long serialVersionUID = 1;

    public MalformedXml(String message) {
        super(message);
    }
}
