package org.slipway.model.feed;

import java.util.List;
import java.util.Optional;

import org.slipway.model.xml.Element;

/** Chooses among elements that say the same in several languages. */
final class LocalisedText {
    private LocalisedText() {}

    static Optional<String> best(Element parent, String name, List<String> languages) {
        throw new UnsupportedOperationException();
    }
}
