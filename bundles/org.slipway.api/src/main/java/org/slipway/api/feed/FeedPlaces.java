package org.slipway.api.feed;

import java.nio.file.Path;
import java.util.List;

import org.osgi.annotation.versioning.ProviderType;
import org.slipway.model.FeedUri;

/** Where what is known of a feed lies, so that others can tell whether it has changed. */
@ProviderType
public interface FeedPlaces {

    /** Of a feed and of the interface that has its name. */
    Places of(FeedUri feed);

    /**
     * @param documents where the feed is looked for: the first that is there counts
     * @param settings what the user has set for it; most are not there
     * @param discovered files and directories that make further feeds known by being there
     */
    record Places(List<Path> documents, List<Path> settings, List<Path> discovered) {}
}
