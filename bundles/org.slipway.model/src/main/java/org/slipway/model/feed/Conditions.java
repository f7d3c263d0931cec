package org.slipway.model.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.slipway.model.Version;
import org.slipway.model.VersionExpression;
import org.slipway.model.xml.Element;

/** Leaves out what is meant for other versions of Zero Install. Source: feed specification, {@code if-0install-version}. */
final class Conditions {
    private static final String IF_VERSION = "if-0install-version";
    private static final Version OURS = Version.of(FeedReader.INJECTOR_VERSION);

    private Conditions() {}

    static Element apply(Element root) throws MalformedFeed {
        Optional<String> least = root.attribute("min-injector-version");
        try {
            if (least.isPresent() && Version.of(least.get()).compareTo(OURS) > 0)
                throw new MalformedFeed("The feed needs Zero Install " + least.get() + " or later; this is "
                        + FeedReader.INJECTOR_VERSION);
            return filter(root)
                    .orElseThrow(() -> new MalformedFeed("The feed needs Zero Install "
                            + root.attribute(IF_VERSION).orElse("") + "; this is " + FeedReader.INJECTOR_VERSION));
        } catch (IllegalArgumentException badVersion) {
            throw new MalformedFeed(badVersion.getMessage());
        }
    }

    private static Optional<Element> filter(Element element) {
        Optional<String> condition = element.attribute(IF_VERSION);
        if (condition.isPresent() && !VersionExpression.of(condition.get()).contains(OURS)) return Optional.empty();
        boolean changed = condition.isPresent();
        List<Element> children = new ArrayList<>();
        for (Element child : element.children()) {
            Optional<Element> left = filter(child);
            left.ifPresent(children::add);
            changed |= left.isEmpty() || left.get() != child;
        }
        return Optional.of(changed ? element.without(IF_VERSION).withChildren(children) : element);
    }
}
