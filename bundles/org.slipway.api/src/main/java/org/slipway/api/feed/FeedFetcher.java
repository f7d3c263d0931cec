package org.slipway.api.feed;

import org.osgi.annotation.versioning.ProviderType;
import org.osgi.util.promise.Promise;
import org.slipway.async.Switch;
import org.slipway.model.FeedUri;

/** Fetches feeds: download, verify, judge, import. */
@ProviderType
public interface FeedFetcher {

    /**
     * Fetches a feed from its primary, and from a mirror if the primary is slow or fails. Never blocks.
     *
     * @param scope turned off: everything stops, and the outcome is {@code Aborted}
     */
    Promise<FeedUpdate> fetch(FeedUri.Remote feed, Switch scope);

    /** Imports a document that somebody has in hand, as if it had been downloaded from the feed's primary. */
    Promise<Import> importFeed(FeedUri.Remote feed, byte[] document, Switch scope);
}
