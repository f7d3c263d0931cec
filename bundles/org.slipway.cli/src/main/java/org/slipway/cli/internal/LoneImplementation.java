package org.slipway.cli.internal;

import java.util.List;

import org.slipway.model.InterfaceUri;
import org.slipway.model.feed.Feed;
import org.slipway.model.feed.Implementation;
import org.slipway.model.feed.MalformedFeed;
import org.slipway.model.selections.Lock;
import org.slipway.model.selections.Selections;
import org.slipway.model.selections.SelectionsReader;
import org.slipway.model.xml.Element;

/** An implementation of a feed that is to be had by itself, whatever it depends on. */
final class LoneImplementation {
    private LoneImplementation() {}

    static Lock of(Feed feed, Implementation implementation) throws MalformedFeed {
        return Lock.of(alone(implementation), List.of(new Lock.Locked(feed, "", List.of())));
    }

    private static Selections alone(Implementation implementation) throws MalformedFeed {
        InterfaceUri uri = new InterfaceUri(implementation.feed().text());
        List<Element> digests =
                implementation.element().children("manifest-digest").toList();
        Element selection = Element.of("selection")
                .with("interface", uri.text())
                .with("id", implementation.id())
                .with("version", implementation.version().toString())
                .withChildren(digests);
        return SelectionsReader.read(
                Element.of("selections").with("interface", uri.text()).with(selection));
    }
}
