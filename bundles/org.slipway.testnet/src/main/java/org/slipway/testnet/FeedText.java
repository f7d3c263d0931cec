package org.slipway.testnet;

import java.net.URI;

/** Writes the frame of a feed. */
public final class FeedText {
    private FeedText() {}

    /** @param content implementations and the like, as XML */
    public static String of(URI uri, String name, String content) {
        return """
               <?xml version="1.0" encoding="utf-8"?>
               <interface xmlns="http://zero-install.sourceforge.net/2004/injector/interface" uri="%s">
                 <name>%s</name>
                 <summary>a part of the test net</summary>
               %s
               </interface>
               """.formatted(Xml.escape(uri.toString()), Xml.escape(name), content);
    }
}
