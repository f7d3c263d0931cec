package org.slipway.feeds.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.slipway.api.feed.FeedPreferences;
import org.slipway.model.Stability;
import org.slipway.model.xml.Element;

/** What {@code feed-preferences} says. */
final class FeedPreferencesFile {

    private static final String LAST_CHECKED = "last-checked";
    private static final String IMPLEMENTATION = "implementation";
    private static final String ID = "id";
    private static final String RATING = "user-stability";

    static final String ROOT = "feed-preferences";
    static final Element EMPTY = Element.of(ROOT);

    private FeedPreferencesFile() {}

    static FeedPreferences preferences(Element root) {
        Map<String, Stability> stability = new LinkedHashMap<>();
        root.children(IMPLEMENTATION).forEach(implementation -> {
            Optional<Stability> rating = implementation.attribute(RATING).map(Documents::stability);
            implementation.attribute(ID).ifPresent(id -> rating.ifPresent(stable -> stability.put(id, stable)));
        });
        return new FeedPreferences(stability);
    }

    /** The document with these ratings instead. Those that nobody understands stay. */
    static Element with(Element root, FeedPreferences preferences) {
        Map<String, Stability> missing = new TreeMap<>(preferences.stability());
        List<Element> children = new ArrayList<>();
        for (Element child : root.children()) {
            Optional<String> id = child.is(IMPLEMENTATION) ? child.attribute(ID) : Optional.empty();
            if (id.isEmpty()) children.add(child);
            else rated(child, missing.remove(id.get())).ifPresent(children::add);
        }
        missing.forEach((id, rating) ->
                children.add(Element.of(IMPLEMENTATION).with(ID, id).with(RATING, rating.text())));
        return root.withChildren(children);
    }

    /** @param rating null if the user has none; what then says nothing any more is taken away */
    private static Optional<Element> rated(Element implementation, Stability rating) {
        if (rating != null) return Optional.of(implementation.with(RATING, rating.text()));
        if (implementation.attribute(RATING).flatMap(Stability::of).isEmpty()) return Optional.of(implementation);
        Element rest = implementation.without(RATING);
        return rest.attributes().size() > 1 || !rest.children().isEmpty() ? Optional.of(rest) : Optional.empty();
    }

    /** The reference writes whole seconds and reads any number. */
    static Optional<Instant> lastChecked(Element root) {
        try {
            return root.attribute(LAST_CHECKED)
                    .map(seconds -> Instant.ofEpochMilli((long) (Double.parseDouble(seconds) * 1000)));
        } catch (NumberFormatException nonsense) {
            return Optional.empty();
        }
    }

    static Element checked(Element root, Instant when) {
        return root.with(LAST_CHECKED, Long.toString(when.getEpochSecond()));
    }
}
