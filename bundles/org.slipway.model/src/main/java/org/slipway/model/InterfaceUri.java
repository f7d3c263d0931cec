package org.slipway.model;

/**
 * The name of an interface: what a program or library <em>is</em>. An absolute path or an http(s) URI, written exactly as
 * the user or a feed wrote it.
 */
public record InterfaceUri(String text) implements Comparable<InterfaceUri> {

    /** The feed at the interface's own URI. */
    public FeedUri mainFeed() {
        return FeedUri.of(text);
    }

    @Override
    public int compareTo(InterfaceUri other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
