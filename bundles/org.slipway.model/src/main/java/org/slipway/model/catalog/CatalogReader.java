package org.slipway.model.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.slipway.model.FeedUri;
import org.slipway.model.feed.Feed;
import org.slipway.model.feed.FeedReader;
import org.slipway.model.feed.MalformedFeed;
import org.slipway.model.xml.Element;

/** Makes a catalog of its document. */
public final class CatalogReader {
    private static final Pattern URI = Pattern.compile("https?://[^\\s\\p{Cntrl}/]+/[^\\s\\p{Cntrl}]*");

    private CatalogReader() {}

    /**
     * Reads a catalog. What belongs to others is ignored.
     *
     * @throws MalformedFeed with a sentence for the user, if it is none, or describes what is no remote feed
     */
    public static Catalog read(Element root) throws MalformedFeed {
        if (!root.name().equals(Catalog.ROOT))
            throw new MalformedFeed(
                    "Not a catalog: the root element is <" + root.name().getLocalPart() + "> of namespace '"
                            + root.name().getNamespaceURI() + "'");
        List<Feed> feeds = new ArrayList<>();
        for (Element feed : root.children("interface").toList()) feeds.add(feed(feed));
        return new Catalog(feeds);
    }

    private static Feed feed(Element root) throws MalformedFeed {
        String uri = root.attribute("uri").orElse("");
        if (!URI.matcher(uri).matches())
            throw new MalformedFeed("An <interface> has the uri '" + uri + "', which is no http(s)://HOST/PATH");
        try {
            return FeedReader.read(new FeedUri.Remote(uri), root);
        } catch (MalformedFeed malformed) {
            throw new MalformedFeed("The <interface> " + uri + ": " + malformed.getMessage());
        }
    }
}
