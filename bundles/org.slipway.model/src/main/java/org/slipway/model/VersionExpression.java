package org.slipway.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which versions are wanted: ranges joined by {@code |}, each {@code VERSION}, {@code !VERSION}, {@code A..!B},
 * {@code A..}, {@code ..!B} or {@code ..}; or the pin {@code =FEED/ID} of exactly one implementation. Source: feed
 * specification, "Dependencies", attribute {@code version}.
 */
public final class VersionExpression {

    private sealed interface Range {}

    private record Exactly(Version version) implements Range {}

    private record Not(Version version) implements Range {}

    private record Between(Optional<Version> atLeast, Optional<Version> before) implements Range {}

    private final String text;
    private final List<Range> ranges;
    private final Optional<String> mistake;

    private VersionExpression(String text, List<Range> ranges) {
        this(text, ranges, Optional.empty());
    }

    private VersionExpression(String text, List<Range> ranges, Optional<String> mistake) {
        this.text = text;
        this.ranges = ranges;
        this.mistake = mistake;
    }

    /** @throws IllegalArgumentException with a sentence for the user if {@code text} is no version expression */
    public static VersionExpression of(String text) {
        if (text.startsWith("=")) return new VersionExpression(text, List.of());
        List<Range> ranges = new ArrayList<>();
        for (String range : text.split("\\|", -1)) ranges.add(range(range.strip()));
        return new VersionExpression(text, List.copyOf(ranges));
    }

    /** The same for what a feed says: what is no version expression wants no version, and does not spoil the feed. */
    public static VersionExpression ofFeed(String text) {
        try {
            return of(text);
        } catch (IllegalArgumentException bad) {
            return new VersionExpression(text, List.of(), Optional.of(bad.getMessage()));
        }
    }

    /** The old form: {@code not-before} and {@code before}, either of which may be absent. */
    public static VersionExpression between(Optional<Version> notBefore, Optional<Version> before) {
        String text = notBefore.map(Version::toString).orElse("")
                + before.map(b -> "..!" + b).orElse("..");
        return new VersionExpression(text, List.of(new Between(notBefore, before)));
    }

    /** Whether this version is wanted. A pin wants no version by its number: ask {@link #pin()}. */
    public boolean contains(Version version) {
        for (Range range : ranges) {
            if (range instanceof Exactly e && e.version.equals(version)) return true;
            if (range instanceof Not n && !n.version.equals(version)) return true;
            if (range instanceof Between b
                    && b.atLeast.map(low -> low.compareTo(version) <= 0).orElse(true)
                    && b.before.map(high -> version.compareTo(high) < 0).orElse(true)) return true;
        }
        return false;
    }

    /** The {@code FEED/ID} (feed escaped as the reference's UNDERSCORE form) that {@code =FEED/ID} pins. */
    public Optional<String> pin() {
        return text.startsWith("=") ? Optional.of(text.substring(1)) : Optional.empty();
    }

    /** Why this could not be read, if a feed is wrong. */
    public Optional<String> mistake() {
        return mistake;
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VersionExpression e && text.equals(e.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    private static Range range(String range) {
        int dots = range.indexOf("..");
        if (dots < 0) {
            return range.startsWith("!") ? new Not(Version.of(range.substring(1))) : new Exactly(Version.of(range));
        }
        String low = range.substring(0, dots);
        String high = range.substring(dots + 2);
        if (!high.isEmpty() && !high.startsWith("!"))
            throw new IllegalArgumentException(
                    "End of range must be exclusive (use '..!" + high + "', not '.." + high + "')");
        return new Between(end(low), high.isEmpty() ? Optional.empty() : end(high.substring(1)));
    }

    private static Optional<Version> end(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Version.of(text));
    }
}
