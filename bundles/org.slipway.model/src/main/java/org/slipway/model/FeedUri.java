package org.slipway.model;

import java.nio.file.Path;
import java.util.function.Function;

/**
 * Where a feed comes from.
 *
 * <p>Source: feed specification, "Introduction"; the prefix {@code distribution:} is the reference's name for the feed
 * that the distribution's package manager makes up beside a real one.
 */
public sealed interface FeedUri extends Comparable<FeedUri> {

    /** A feed fetched over the network; {@code text} is exactly what the user or a feed wrote. */
    record Remote(String text) implements FeedUri {
        @Override
        public String toString() {
            return text;
        }
    }

    /** A feed in a local file, trusted because the user named it. The path is absolute. */
    record Local(Path path) implements FeedUri {
        public Local {
            if (!path.isAbsolute()) throw new IllegalArgumentException("Not an absolute path: " + path);
        }

        @Override
        public String text() {
            return path.toString();
        }

        @Override
        public String toString() {
            return text();
        }
    }

    /** The native packages that {@code master}'s {@code package-implementation} elements name. */
    record Distribution(FeedUri master) implements FeedUri {
        @Override
        public String text() {
            return PREFIX + master.text();
        }

        @Override
        public String toString() {
            return text();
        }
    }

    String PREFIX = "distribution:";

    /** How this feed is written in {@code from-feed} attributes, preferences and messages. */
    String text();

    /** The feed in whose document it stands: this one, or that which names the native packages. */
    default FeedUri master() {
        return this;
    }

    /**
     * Reads a feed's name as {@link #text()} writes it.
     *
     * @throws IllegalArgumentException if it is neither an absolute path nor an http(s) URI
     */
    static FeedUri of(String text) {
        if (text.startsWith(PREFIX)) return new Distribution(of(text.substring(PREFIX.length())));
        if (text.startsWith("/")) return new Local(Path.of(text));
        if (text.startsWith("http://") || text.startsWith("https://")) return new Remote(text);
        throw new IllegalArgumentException("Not an absolute path or an http(s) URI: " + text);
    }

    default <R> R fold(Function<Remote, R> remote, Function<Local, R> local, Function<Distribution, R> distribution) {
        if (this instanceof Remote r) return remote.apply(r);
        if (this instanceof Local l) return local.apply(l);
        return distribution.apply((Distribution) this);
    }

    @Override
    default int compareTo(FeedUri other) {
        return text().compareTo(other.text());
    }
}
