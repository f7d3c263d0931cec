package org.slipway.api.fetch;

import org.osgi.annotation.versioning.ProviderType;
import org.osgi.util.promise.Promise;
import org.slipway.async.Switch;
import org.slipway.model.feed.Feed;
import org.slipway.model.feed.Implementation;

/** Brings implementations into the store. */
@ProviderType
public interface ImplementationFetcher {

    /**
     * Tries the usable retrieval methods in order of preference, then the implementation mirrors, until one gives the tree
     * that the digest demands. Never blocks.
     *
     * @param feed the feed that has the implementation; other implementations of it may be needed by {@code copy-from}
     * @param implementation one whose source is {@code Cached}
     * @param scope turned off: transfers stop, drafts are deleted, and the outcome is {@code Aborted}
     */
    Promise<Fetching> fetch(Feed feed, Implementation implementation, Switch scope);
}
