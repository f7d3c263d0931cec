package org.slipway.feeds.internal;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.feed.FeedCache;
import org.slipway.api.feed.FeedProblem;
import org.slipway.api.feed.Import;
import org.slipway.api.signature.Signed;
import org.slipway.api.trust.Judge.Acquaintance;
import org.slipway.api.trust.TrustDatabase;
import org.slipway.api.trust.TrustDomain;
import org.slipway.model.FeedUri;
import org.slipway.model.feed.Feed;
import org.slipway.model.feed.MalformedFeed;
import org.slipway.model.xml.MalformedXml;

/** Replaces what is cached by a trusted document, if that is a feed, the right one, and not older. Off the loop. */
@Component(service = CacheEntry.class)
public final class CacheEntry {

    private final FeedCache cache;
    private final Verifier verifier;
    private final TrustDatabase trust;

    @Activate
    public CacheEntry(@Reference FeedCache cache, @Reference Verifier verifier, @Reference TrustDatabase trust) {
        this.cache = cache;
        this.verifier = verifier;
        this.trust = trust;
    }

    Acquaintance acquaintance(FeedUri.Remote feed) {
        try {
            return cache.bytes(feed).isPresent() ? Acquaintance.KNOWN : Acquaintance.NEW;
        } catch (IOException unreadable) {
            return Acquaintance.KNOWN;
        }
    }

    /**
     * @param document with its signature block
     * @param signed what the signatures cover: only this is parsed
     * @param signedAt the time of the oldest trusted signature
     */
    Admitted replace(FeedUri.Remote feed, byte[] document, Signed signed, Instant signedAt, Instant now) {
        try {
            Feed parsed = Documents.remote(feed, signed.content());
            Optional<byte[]> present = present(feed);
            if (present.isPresent() && Arrays.equals(present.get(), document)) {
                cache.checked(feed, now);
                return new Admitted(new Import.Same(parsed), Optional.of(signedAt));
            }
            Optional<SignedDate> dated = present.isEmpty() ? Optional.empty() : dated(feed, present.get());
            Optional<Instant> before = dated.map(SignedDate::signedAt);
            if (dated.isPresent() && dated.get().isNotFollowedBy(signed, signedAt))
                return new Admitted(new Import.ReplayAttack(dated.get().signedAt(), signedAt), before);
            cache.put(feed, document);
            cache.checked(feed, now);
            return new Admitted(new Import.Imported(parsed), before);
        } catch (MalformedXml | MalformedFeed malformed) {
            return Admitted.of(new Import.Malformed(malformed.getMessage()));
        } catch (Documents.WrongUri wrong) {
            return Admitted.of(new Import.WrongUri(feed, wrong.found()));
        } catch (IOException disk) {
            return Admitted.of(new Import.Rejected(new FeedProblem.CacheFailure(feed, DiskFailure.words(disk))));
        }
    }

    /** What cannot be read is replaced, if it can be. */
    private Optional<byte[]> present(FeedUri.Remote feed) {
        try {
            return cache.bytes(feed);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Nothing if the cached document is broken or no longer believed: then it must not keep an honest one out. */
    private Optional<SignedDate> dated(FeedUri.Remote feed, byte[] document) throws IOException {
        if (!(verifier.verify(feed, document) instanceof Checked.SignedBy signed)) return Optional.empty();
        try {
            Documents.remote(feed, signed.signed().content());
        } catch (MalformedXml | MalformedFeed | Documents.WrongUri broken) {
            return Optional.empty();
        }
        return SignedDate.of(signed.signed(), TrustDomain.of(feed), trust);
    }
}
