package org.slipway.model.feed;

import org.slipway.model.FeedUri;
import org.slipway.model.xml.Element;

/** Makes a feed of its document. */
public final class FeedReader {
    private FeedReader() {}

    /** The version of Zero Install that {@code min-injector-version} and {@code if-0install-version} are judged by. */
    public static final String INJECTOR_VERSION = "2.18";

    /**
     * Reads a feed.
     *
     * @param uri where it is from. For a remote feed paths are refused; that {@code uri} is the one in the document is
     *     for the caller to compare
     * @throws MalformedFeed with a sentence that names the element
     */
    public static Feed read(FeedUri uri, Element root) throws MalformedFeed {
        throw new UnsupportedOperationException();
    }
}
