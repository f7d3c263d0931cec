/**
 * The contract to keep feeds and to fetch them: the cache that is shared with {@code 0install}, the user's preferences for
 * feeds and interfaces, and the fetcher that races a slow primary against its mirrors. To add feeds to an interface from
 * elsewhere, register a {@link org.slipway.api.feed.FeedSource}.
 *
 * <p>{@link org.slipway.api.feed.FeedCache} reads and writes files and is called off the loop;
 * {@link org.slipway.api.feed.FeedFetcher} is called on the loop. Sources are asked off it; one that fails or has not answered
 * in time is named and left out.
 *
 * <p>If a user wants one more feed of one interface, {@code slipway add-feed} is smaller. {@code FeedSourceContract} of the
 * testkit is the first test of a source; the example {@code folder} is to copy from.
 */
@Export
@Version("1.2.0")
package org.slipway.api.feed;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
