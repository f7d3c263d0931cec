/**
 * The contract to keep feeds and to fetch them: the cache that is shared with {@code 0install}, the user's preferences for
 * feeds and interfaces, and the fetcher that races a slow primary against its mirrors. To add feeds to an interface from
 * elsewhere, register a {@link org.slipway.api.feed.FeedSource}.
 *
 * <p>{@link org.slipway.api.feed.FeedCache} reads and writes files and is called off the loop;
 * {@link org.slipway.api.feed.FeedFetcher} is called on the loop.
 */
@Export
@Version("1.2.0")
package org.slipway.api.feed;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
