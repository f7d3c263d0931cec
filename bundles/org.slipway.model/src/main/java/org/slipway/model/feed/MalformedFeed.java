package org.slipway.model.feed;

/** Well-formed XML, but not a feed or selections document as the specification demands; the message is for the user. */
public class MalformedFeed extends Exception {
    private static final long serialVersionUID = 1;

    public MalformedFeed(String message) {
        super(message);
    }
}
