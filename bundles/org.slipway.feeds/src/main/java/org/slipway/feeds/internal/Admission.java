package org.slipway.feeds.internal;

import java.net.URI;
import java.util.concurrent.CancellationException;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.promise.Promise;
import org.slipway.api.feed.FeedProblem;
import org.slipway.api.feed.Import;
import org.slipway.api.monitor.Announcer;
import org.slipway.api.monitor.Event;
import org.slipway.api.signature.Signed;
import org.slipway.api.trust.Judge;
import org.slipway.api.trust.Verdict;
import org.slipway.async.Loop;
import org.slipway.async.Permits;
import org.slipway.async.Promising;
import org.slipway.async.Switch;
import org.slipway.model.FeedUri;

/** The way of a document into the cache: signatures, trust, then the cache. */
@Component(service = Admission.class)
public final class Admission {

    private final Loop loop;
    private final SignatureCheck signatures;
    private final Judge judge;
    private final CacheEntry entry;
    private final Announcer announcer;

    /** One at a time, so that what a document was compared with is what it replaces. */
    private final Permits replacing;

    @Activate
    public Admission(
            @Reference Loop loop,
            @Reference SignatureCheck signatures,
            @Reference Judge judge,
            @Reference CacheEntry entry,
            @Reference Announcer announcer) {
        this.loop = loop;
        this.signatures = signatures;
        this.judge = judge;
        this.entry = entry;
        this.announcer = announcer;
        this.replacing = new Permits(loop.promises(), 1);
    }

    /** @param keysFrom a resource in the directory that has the keys */
    Promise<Admitted> admit(FeedUri.Remote feed, byte[] document, URI keysFrom, Switch scope) {
        return signatures
                .check(feed, document, keysFrom, scope)
                .flatMap(checked -> checked.fold(
                        signed -> judge(feed, document, signed.signed(), scope),
                        refused -> resolved(new Import.Rejected(refused.why()))))
                .map(admitted -> scope.isOff() && !isCached(admitted) ? Admitted.of(new Import.Aborted()) : admitted);
    }

    /** What has been cached is cached, though nobody may want it any more. */
    private static boolean isCached(Admitted admitted) {
        return admitted.outcome() instanceof Import.Imported;
    }

    private Promise<Admitted> judge(FeedUri.Remote feed, byte[] document, Signed signed, Switch scope) {
        return loop.offLoop(() -> entry.acquaintance(feed))
                .flatMap(acquaintance -> judge.judge(feed, signed.signatures(), acquaintance, scope))
                .flatMap(verdict -> verdict.fold(
                        trusted -> replace(feed, document, signed, trusted, scope),
                        none -> resolved(new Import.Rejected(new FeedProblem.NotTrusted(feed, none.keys(), none))),
                        aborted -> resolved(new Import.Aborted())));
    }

    private Promise<Admitted> replace(
            FeedUri.Remote feed, byte[] document, Signed signed, Verdict.Trusted trusted, Switch scope) {
        return Promising.using(loop.promises(), scope, turn -> replacing
                        .acquire(turn)
                        .flatMap(permit -> loop.offLoop(() -> entry.replace(
                                feed,
                                document,
                                signed,
                                trusted.signedAt(),
                                loop.clock().instant()))))
                .thenAccept(admitted -> announce(feed, admitted.outcome()))
                .recover(failed -> failed.getFailure() instanceof CancellationException
                        ? Admitted.of(new Import.Aborted())
                        : null);
    }

    private void announce(FeedUri.Remote feed, Import outcome) {
        if (outcome instanceof Import.Imported) announcer.announce(new Event.FeedUpdated(feed));
    }

    private Promise<Admitted> resolved(Import outcome) {
        return loop.promises().resolved(Admitted.of(outcome));
    }
}
