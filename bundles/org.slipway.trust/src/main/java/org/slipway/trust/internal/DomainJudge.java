package org.slipway.trust.internal;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.promise.Promise;
import org.slipway.api.signature.Fingerprint;
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
    private final Permits oneQuestion;

    @Activate
    public DomainJudge(
            @Reference Loop loop,
            @Reference TrustDatabase database,
            @Reference Keyring keyring,
            @Reference KeyInformation information,
            @Reference Policies policies,
            @Reference Askers askers) {
        this.loop = loop;
        this.database = database;
        this.keyring = keyring;
        this.information = information;
        this.policies = policies;
        this.askers = askers;
        this.oneQuestion = new Permits(loop.promises(), 1);
    }

    @Override
    public Promise<Verdict> judge(
            FeedUri.Remote feed, List<Signature> signatures, Acquaintance acquaintance, Switch scope) {
        TrustDomain domain = TrustDomain.of(feed);
        List<Valid> valid = valid(signatures);
        if (valid.isEmpty())
            return loop.promises()
                    .resolved(new Verdict.NoTrustedKeys(domain, List.of(), Verdict.Reason.NO_VALID_SIGNATURE));
        return loop.offLoop(() -> trusted(valid, domain)).flatMap(known -> known.<Promise<Verdict>>map(
                        v -> loop.promises().resolved(v))
                .orElseGet(() -> new TrustCase(this, feed, domain, valid, acquaintance, scope).open()));
    }

    private static List<Valid> valid(List<Signature> signatures) {
        List<Valid> valid = new ArrayList<>();
        for (Signature signature : signatures) if (signature instanceof Valid v) valid.add(v);
        return valid;
    }

    /** The oldest trusted signature dates the feed: a replay cannot be made younger by signing it again. Off the loop. */
    Optional<Verdict> trusted(List<Valid> signatures, TrustDomain domain) throws IOException {
        List<Valid> trusted = new ArrayList<>();
        for (Valid signature : signatures) if (database.trusts(signature.key(), domain)) trusted.add(signature);
        if (trusted.isEmpty()) return Optional.empty();
        List<Fingerprint> keys = trusted.stream().map(Valid::key).distinct().toList();
        Instant signedAt =
                trusted.stream().map(Valid::time).min(Comparator.naturalOrder()).orElseThrow();
        return Optional.of(new Verdict.Trusted(keys, signedAt));
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

    /** Questions are asked one after the other, whichever feed they are about. */
    Permits oneQuestion() {
        return oneQuestion;
    }
}
