package org.slipway.api.transport;

import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;
import org.osgi.util.promise.Promise;
import org.slipway.api.monitor.Event;
import org.slipway.async.Switch;
import org.slipway.model.FeedUri;

/**
 * Downloads with whichever transport serves the URI's scheme, and tells the monitors about it. What is worth another try is
 * tried again, after a pause, from where it broke off.
 */
@ProviderType
public interface Downloader {

    /**
     * As {@link Transport#download}; a scheme that nobody serves gives {@code NO_TRANSPORT}.
     *
     * @param feed the feed on whose behalf, for the monitors
     */
    Promise<Download> download(DownloadRequest request, Event.Purpose purpose, Optional<FeedUri> feed, Switch scope);

    /**
     * Stops one alone, because the user wants that. For whoever waits for it it has failed, with {@code CANCELLED}, and what
     * follows is as ever: it is not tried again, but perhaps a mirror is. On the loop.
     *
     * @param id by which the monitors know it
     * @return whether it was under way
     */
    default boolean cancel(long id) {
        return false;
    }
}
