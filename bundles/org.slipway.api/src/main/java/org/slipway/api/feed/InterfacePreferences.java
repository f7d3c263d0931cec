package org.slipway.api.feed;

import java.util.List;
import java.util.Optional;

import org.slipway.model.Stability;
import org.slipway.model.feed.FeedImport;

/**
 * What the user has set for an interface, and which further feeds this machine has for it.
 *
 * @param stabilityPolicy implementations rated at least so are equal; absent for the global setting
 * @param feeds those that the user registered ({@code Origin.USER}), then site packages and native feeds. Only the
 *     user's are written
 */
public record InterfacePreferences(Optional<Stability> stabilityPolicy, List<FeedImport> feeds) {
    public static final InterfacePreferences NONE = new InterfacePreferences(Optional.empty(), List.of());

    public InterfacePreferences {
        feeds = List.copyOf(feeds);
    }
}
