package org.slipway.model.selections;

import org.slipway.model.feed.MalformedFeed;
import org.slipway.model.xml.Element;

/** Makes selections of their document. To write them, write {@link Selections#document()}. */
public final class SelectionsReader {
    private SelectionsReader() {}

    /**
     * Reads a selections document, the form of 0launch 0.52 to 1.1 included.
     *
     * @throws MalformedFeed with a sentence that names the element
     */
    public static Selections read(Element root) throws MalformedFeed {
        throw new UnsupportedOperationException();
    }
}
