package org.slipway.api.feed;

import org.slipway.model.FeedUri;

/** A feed is there, but cannot be read or is no feed; the message says why, for the user. */
public class UnusableFeed extends Exception {
    private static final long serialVersionUID = 1;

    private final transient FeedUri feed;

    public UnusableFeed(FeedUri feed, String why) {
        super(why);
        this.feed = feed;
    }

    public FeedUri feed() {
        return feed;
    }
}
