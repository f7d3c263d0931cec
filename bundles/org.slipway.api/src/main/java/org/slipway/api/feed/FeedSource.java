package org.slipway.api.feed;

import java.util.List;

import org.osgi.annotation.versioning.ConsumerType;
import org.slipway.model.InterfaceUri;
import org.slipway.model.feed.FeedImport;

/** Knows further feeds of an interface. Off the loop. */
@ConsumerType
public interface FeedSource {
    List<FeedImport> feeds(InterfaceUri interfaceUri);
}
