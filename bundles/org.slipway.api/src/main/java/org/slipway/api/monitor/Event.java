package org.slipway.api.monitor;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;

import org.osgi.annotation.versioning.ProviderType;
import org.slipway.model.FeedUri;
import org.slipway.model.ManifestDigest;

/** Something that happened. Monitors ask for the kinds they know with {@code instanceof}; more kinds may come. */
@ProviderType
public interface Event {

    /**
     * A transfer has been asked for.
     *
     * @param id names it in the events that follow; unique in this process
     * @param size in bytes, if it is known
     * @param purpose what it is for
     * @param feed the feed on whose behalf
     */
    record DownloadQueued(long id, URI uri, OptionalLong size, Purpose purpose, Optional<FeedUri> feed)
            implements Event {}

    /** It has got its place and connects. */
    record DownloadStarted(long id, URI uri) implements Event {}

    /** @param received bytes so far */
    record DownloadProgress(long id, long received) implements Event {}

    record DownloadEnded(long id, Ending ending) implements Event {}

    /** The primary is slow or has failed, so a mirror is asked. */
    record MirrorStarted(URI primary, URI mirror) implements Event {}

    /** A feed has come, was verified and is cached. */
    record FeedUpdated(FeedUri feed) implements Event {}

    /** Something is wrong that does not stop the run; {@code text} is for the user and safe to print. */
    record Warning(String text) implements Event {}

    /** Something that only {@code -v} shows. */
    record Remark(String text) implements Event {}

    record Unpacking(URI archive) implements Event {}

    record Stored(ManifestDigest digest) implements Event {}

    enum Purpose {
        FEED,
        KEY,
        KEY_INFORMATION,
        ARCHIVE
    }

    enum Ending {
        FETCHED,
        UNMODIFIED,
        FAILED,
        ABORTED
    }
}
