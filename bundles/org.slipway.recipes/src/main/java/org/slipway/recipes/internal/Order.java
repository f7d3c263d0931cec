package org.slipway.recipes.internal;

import org.slipway.model.FeedUri;
import org.slipway.model.ManifestDigest;

/**
 * An implementation that is to be made.
 *
 * @param feed where it is described
 * @param digest of what it must become
 * @param larder what there is of its files
 * @param siblings the feed's other implementations
 */
record Order(FeedUri feed, ManifestDigest digest, Larder larder, Steps.Siblings siblings) {}
