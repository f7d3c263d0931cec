package org.slipway.trust.internal;

import java.util.ArrayList;
import java.util.List;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.promise.Promise;
import org.slipway.api.signature.Keyring;
import org.slipway.api.signature.Signature;
import org.slipway.api.signature.Signature.Valid;
import org.slipway.api.trust.Judge;
import org.slipway.api.trust.TrustDatabase;
import org.slipway.api.trust.TrustDomain;
import org.slipway.api.trust.Verdict;
import org.slipway.async.Loop;
import org.slipway.async.Permits;
import org.slipway.async.Switch;
import org.slipway.model.FeedUri;

/** Believes the keys that are trusted for the feed's domain; opens a case for those that nobody knows yet. */
@Component
public final class DomainJudge implements Judge {

    private final Loop loop;
    private final TrustDatabase database;
    private final Keyring keyring;
    private final KeyInformation information;
    private final Policies policies;
    private final Askers askers;
    private final FirstSeen firstSeen;
    private final Permits oneQuestion;

    @Activate
    public DomainJudge(
            @Reference Loop loop,
            @Reference TrustDatabase database,
            @Reference Keyring keyring,
            @Reference KeyInformation information,
            @Reference Policies policies,
            @Reference Askers askers,
            @Reference FirstSeen firstSeen) {
        this.loop = loop;
        this.database = database;
        this.keyring = keyring;
        this.information = information;
        this.policies = policies;
        this.askers = askers;
        this.firstSeen = firstSeen;
        this.oneQuestion = new Permits(loop.promises(), 1);
    }

    @Override
    public Promise<Verdict> judge(
            FeedUri.Remote feed, List<Signature> signatures, Acquaintance acquaintance, Switch scope) {
        TrustDomain domain = TrustDomain.of(feed);
        List<Valid> valid = valid(signatures);
        if (valid.isEmpty())
            return loop.promises()
                    .resolved(
                            new Verdict.NoTrustedKeys(domain, List.of(), Verdict.Reason.NO_VALID_SIGNATURE, List.of()));
        return new TrustCase(this, feed, domain, valid, acquaintance, scope).open();
    }

    private static List<Valid> valid(List<Signature> signatures) {
        List<Valid> valid = new ArrayList<>();
        for (Signature signature : signatures) if (signature instanceof Valid v) valid.add(v);
        return valid;
    }

    Loop loop() {
        return loop;
    }

    TrustDatabase database() {
        return database;
    }

    Keyring keyring() {
        return keyring;
    }

    KeyInformation information() {
        return information;
    }

    Policies policies() {
        return policies;
    }

    Askers askers() {
        return askers;
    }

    FirstSeen firstSeen() {
        return firstSeen;
    }

    /** Questions are asked one after the other, whichever feed they are about. */
    Permits oneQuestion() {
        return oneQuestion;
    }
}
