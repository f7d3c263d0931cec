package org.slipway.trust.internal;

import java.util.ArrayList;
import java.util.List;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.util.promise.Promise;
import org.slipway.api.keyinfo.KeyInfoProvider;
import org.slipway.api.keyinfo.Vote;
import org.slipway.api.signature.Fingerprint;
import org.slipway.async.Loop;
import org.slipway.async.Switch;

/** What all providers know about a key; one that fails is heard as a bad vote that says so. */
@Component(service = KeyInformation.class)
public final class KeyInformation {

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    volatile List<KeyInfoProvider> providers = List.of();

    private final Loop loop;

    @Activate
    public KeyInformation(@Reference Loop loop) {
        this.loop = loop;
    }

    Promise<List<Vote>> votes(Fingerprint key, Switch scope) {
        List<Promise<List<Vote>>> asked = new ArrayList<>();
        for (KeyInfoProvider provider : List.copyOf(providers)) asked.add(ask(provider, key, scope));
        return loop.promises()
                .all(asked)
                .map(answers -> answers.stream().flatMap(List::stream).toList());
    }

    private Promise<List<Vote>> ask(KeyInfoProvider provider, Fingerprint key, Switch scope) {
        Promise<List<Vote>> votes;
        try {
            votes = provider.votes(key, scope);
        } catch (RuntimeException | LinkageError defect) {
            return loop.promises().resolved(List.of(defective(provider, defect)));
        }
        if (votes == null) return loop.promises().resolved(List.of(defective(provider, "it has answered nothing")));
        return votes.map(List::copyOf).recover(failed -> List.of(defective(provider, failed.getFailure())));
    }

    private static Vote defective(KeyInfoProvider provider, Object why) {
        return new Vote(Vote.Kind.BAD, provider.getClass().getName() + " is defective: " + why);
    }
}
