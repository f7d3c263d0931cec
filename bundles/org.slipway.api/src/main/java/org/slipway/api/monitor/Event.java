package org.slipway.api.monitor;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.osgi.annotation.versioning.ProviderType;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.transport.NetworkProblem;
import org.slipway.api.trust.TrustDomain;
import org.slipway.model.FeedUri;
import org.slipway.model.InterfaceUri;
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

    /** It has got its place and connects. Again after each redirect and at each new try. */
    record DownloadStarted(long id, URI uri) implements Event {}

    record DownloadConnected(long id) implements Event {}

    /**
     * An answer has come, and its bytes follow.
     *
     * @param at so many bytes are there from an earlier transfer
     */
    record DownloadAnswered(long id, long at) implements Event {}

    /** @param received bytes so far */
    record DownloadProgress(long id, long received) implements Event {}

    /** It has failed, and is tried again after a time. */
    record DownloadRetried(long id, NetworkProblem problem, Duration after) implements Event {}

    record DownloadEnded(long id, Ending ending) implements Event {}

    /** The primary is slow or has failed, so a mirror is asked. */
    record MirrorStarted(URI primary, URI mirror) implements Event {}

    /** What the mirror has brought is used. */
    record MirrorWon(URI primary, URI mirror) implements Event {}

    /** The mirror had nothing that could be used, or came too late. */
    record MirrorLost(URI primary, URI mirror) implements Event {}

    /**
     * A solver has answered, with a choice or that there is none.
     *
     * @param root what was asked for
     */
    record SolveEnded(InterfaceUri root, Duration took) implements Event {}

    /** A question is shown: whether these keys are trusted for the domain. */
    record QuestionAsked(FeedUri.Remote feed, TrustDomain domain, List<Fingerprint> keys) implements Event {}

    /** More has become known about a key that is asked about. */
    record QuestionUpdated(FeedUri.Remote feed, Fingerprint key) implements Event {}

    /** The question is no longer shown: it was answered or withdrawn. */
    record QuestionEnded(FeedUri.Remote feed, Outcome outcome) implements Event {}

    /** A feed has come, was verified and is cached. */
    record FeedUpdated(FeedUri feed) implements Event {}

    /**
     * Another process downloads this, and is waited for.
     *
     * @param process its number
     */
    record WaitingForProcess(ManifestDigest digest, long process) implements Event {}

    /** Something is wrong that does not stop the run; {@code text} is for the user and safe to print. */
    record Warning(String text) implements Event {}

    /** Something that only {@code -v} shows. */
    record Remark(String text) implements Event {}

    record Unpacking(URI archive) implements Event {}

    record Unpacked(URI archive) implements Event {}

    /** It is bad, or not wanted any more. */
    record NotUnpacked(URI archive) implements Event {}

    /** All is there; the tree is compared with its digest. */
    record Verifying(ManifestDigest digest) implements Event {}

    /** The tree is what its digest says. */
    record Verified(ManifestDigest digest) implements Event {}

    /** The tree is something else, or not wanted any more. */
    record NotVerified(ManifestDigest digest) implements Event {}

    record Stored(ManifestDigest digest) implements Event {}

    /** A named application runs something else from now on. */
    record AppUpdated(String name) implements Event {}

    enum Purpose {
        FEED,
        KEY,
        KEY_INFORMATION,
        ARCHIVE
    }

    enum Outcome {
        TRUSTED,
        REFUSED,
        WITHDRAWN
    }

    enum Ending {
        FETCHED,
        UNMODIFIED,
        FAILED,
        ABORTED
    }
}
