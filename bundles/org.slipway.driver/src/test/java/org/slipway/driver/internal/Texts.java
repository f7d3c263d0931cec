package org.slipway.driver.internal;

import java.nio.charset.StandardCharsets;

import org.slipway.model.FeedUri;
import org.slipway.model.feed.Feed;
import org.slipway.model.feed.FeedReader;
import org.slipway.model.feed.MalformedFeed;
import org.slipway.model.selections.Selections;
import org.slipway.model.selections.SelectionsReader;
import org.slipway.model.xml.Element;
import org.slipway.model.xml.MalformedXml;
import org.slipway.model.xml.Xml;

/** Feeds and selections written as people write them. */
final class Texts {
    private Texts() {}

    static Feed feed(String uri, String content) {
        try {
            return FeedReader.read(
                    FeedUri.of(uri), root("interface", "uri='" + uri + "'", "<name>" + uri + "</name>" + content));
        } catch (MalformedFeed | MalformedXml broken) {
            throw new AssertionError(broken);
        }
    }

    static Selections selections(String content) {
        try {
            return SelectionsReader.read(
                    root("selections", "interface='http://example.com/a.xml' command='run'", content));
        } catch (MalformedFeed | MalformedXml broken) {
            throw new AssertionError(broken);
        }
    }

    private static Element root(String name, String attributes, String content) throws MalformedXml {
        String document =
                "<" + name + " xmlns='" + Element.ZERO_INSTALL + "' " + attributes + ">" + content + "</" + name + ">";
        return Xml.read(document.getBytes(StandardCharsets.UTF_8));
    }
}
