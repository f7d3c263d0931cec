package org.slipway.feeds.internal;

import java.util.function.Function;

import org.slipway.api.feed.FeedProblem;
import org.slipway.api.signature.Signed;

/** What is known of a document's signatures before anybody asks whether they are trusted. */
sealed interface Checked {

    record SignedBy(Signed signed) implements Checked {}

    record Refused(FeedProblem why) implements Checked {}

    default <R> R fold(Function<SignedBy, R> signed, Function<Refused, R> refused) {
        return this instanceof SignedBy s ? signed.apply(s) : refused.apply((Refused) this);
    }
}
