package org.slipway.api.feed;

import java.time.Instant;
import java.util.function.Function;

import org.slipway.model.FeedUri;
import org.slipway.model.feed.Feed;

/** How taking a document into the cache ended. */
public sealed interface Import {

    record Imported(Feed feed) implements Import {}

    /** The same bytes are cached already. */
    record Same(Feed feed) implements Import {}

    /** The document was signed before the one that is cached. */
    record ReplayAttack(Instant cached, Instant offered) implements Import {}

    /** Signed by a trusted key, but not a feed; {@code why} is for the user. */
    record Malformed(String why) implements Import {}

    /** The document says that it is another feed. */
    record WrongUri(FeedUri expected, String found) implements Import {}

    /** Its signatures are missing, bad, or not trusted. */
    record Rejected(FeedProblem why) implements Import {}

    /** The run has ended. */
    record Aborted() implements Import {}

    default <R> R fold(
            Function<Imported, R> imported,
            Function<Same, R> same,
            Function<ReplayAttack, R> replay,
            Function<Malformed, R> malformed,
            Function<WrongUri, R> wrongUri,
            Function<Rejected, R> rejected,
            Function<Aborted, R> aborted) {
        if (this instanceof Imported i) return imported.apply(i);
        if (this instanceof Same s) return same.apply(s);
        if (this instanceof ReplayAttack r) return replay.apply(r);
        if (this instanceof Malformed m) return malformed.apply(m);
        if (this instanceof WrongUri w) return wrongUri.apply(w);
        if (this instanceof Rejected r) return rejected.apply(r);
        return aborted.apply((Aborted) this);
    }
}
