package org.slipway.api.feed;

import java.util.HashMap;
import java.util.Map;

import org.slipway.model.Stability;

/**
 * What the user has set for a feed.
 *
 * @param stability the user's rating, by the implementation's id
 */
public record FeedPreferences(Map<String, Stability> stability) {
    public static final FeedPreferences NONE = new FeedPreferences(Map.of());

    /** The ratings of those that the user does not keep to. */
    public FeedPreferences withoutPins() {
        Map<String, Stability> others = new HashMap<>(stability);
        others.values().removeIf(rating -> rating == Stability.PREFERRED);
        return new FeedPreferences(others);
    }
}
