package org.slipway.feeds.internal;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.slipway.api.feed.FeedPreferences;
import org.slipway.model.Stability;
import org.slipway.model.xml.Element;

/** What {@code feed-preferences} says. */
final class FeedPreferencesFile {

    private static final String LAST_CHECKED = "last-checked";
    static final Element EMPTY = Element.of("feed-preferences");

    private FeedPreferencesFile() {}

    static FeedPreferences preferences(Element root) {
        Map<String, Stability> stability = new LinkedHashMap<>();
        root.children("implementation").forEach(implementation -> {
            Optional<Stability> rating =
                    implementation.attribute("user-stability").flatMap(Stability::of);
            implementation.attribute("id").ifPresent(id -> rating.ifPresent(stable -> stability.put(id, stable)));
        });
        return new FeedPreferences(stability);
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
