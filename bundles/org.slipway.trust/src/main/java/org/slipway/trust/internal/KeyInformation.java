package org.slipway.trust.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.api.keyinfo.KeyInfoProvider;
import org.slipway.api.keyinfo.Vote;
import org.slipway.api.signature.Fingerprint;
import org.slipway.async.Loop;
import org.slipway.async.Provider;
import org.slipway.async.Providers;
import org.slipway.async.Switch;

/** What all providers know about a key; one that fails is heard as a bad vote that says so. */
@Component(service = KeyInformation.class)
public final class KeyInformation {

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    volatile List<KeyInfoProvider> providers = List.of();

    /** So long an answer may take; the question to the user does not wait for it. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Loop loop;
    private final Providers<KeyInfoProvider> present;

    @Activate
    public KeyInformation(@Reference Loop loop) {
        this.loop = loop;
        // Its vote says what is wrong.
        this.present =
                new Providers<>(loop, "key information", () -> Providers.inOrder(List.copyOf(providers)), text -> {});
    }

    Promise<List<Vote>> votes(Fingerprint key, Switch scope) {
        List<Promise<List<Vote>>> asked = new ArrayList<>();
        for (Provider<KeyInfoProvider> provider : present.all())
            if (!provider.isLost()) asked.add(ask(provider, key, scope));
        return loop.promises()
                .all(asked)
                .map(answers -> answers.stream().flatMap(List::stream).toList());
    }

    private Promise<List<Vote>> ask(Provider<KeyInfoProvider> provider, Fingerprint key, Switch scope) {
        Deferred<List<Vote>> votes = loop.promises().deferred();
        Switch asking = provider.within(scope);
        try {
            Promise<List<Vote>> given = provider.ask(Provider.AT_ONCE, asked -> asked.votes(key, asking));
            votes.resolveWith(given);
        } catch (Provider.Defect defect) {
            votes.fail(new IllegalStateException(defect.how(), defect));
        } catch (Exception unexpected) {
            votes.fail(unexpected);
        }
        if (!votes.getPromise().isDone()) loop.after(PATIENCE, () -> giveUp(provider, votes), asking);
        return votes.getPromise()
                .map(List::copyOf)
                .recover(failed -> List.of(defective(provider, failed.getFailure())))
                .onResolve(asking::off);
    }

    private static void giveUp(Provider<KeyInfoProvider> provider, Deferred<List<Vote>> votes) {
        if (votes.getPromise().isDone()) return;
        String how = "no answer within " + PATIENCE.toSeconds() + " s";
        votes.fail(new IllegalStateException(how, provider.isStuck(how)));
    }

    private static Vote defective(Provider<KeyInfoProvider> provider, Throwable why) {
        return new Vote(Vote.Kind.BAD, provider.name() + " is defective: " + why.getMessage());
    }
}
