package org.slipway.trust.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.api.keyinfo.Vote;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.signature.Keyring.Description;
import org.slipway.api.signature.Signature.Valid;
import org.slipway.api.trust.Judge.Acquaintance;
import org.slipway.api.trust.TrustDomain;
import org.slipway.api.trust.TrustPolicy;
import org.slipway.api.trust.TrustPolicy.Opinion;
import org.slipway.api.trust.Verdict;
import org.slipway.api.trust.Verdict.NoTrustedKeys;
import org.slipway.api.trust.Verdict.Reason;
import org.slipway.async.Done;
import org.slipway.async.Loop;
import org.slipway.async.Promising;
import org.slipway.async.Switch;
import org.slipway.model.FeedUri;

/** Whether keys that nobody has trusted yet for a domain shall be trusted: ask around, wait a little, then policies, then the user. */
final class TrustCase {
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final DomainJudge judge;
    private final Loop loop;
    private final FeedUri.Remote feed;
    private final TrustDomain domain;
    private final List<Valid> signatures;
    private final List<Fingerprint> keys;
    private final Acquaintance acquaintance;
    private final Switch scope;

    TrustCase(
            DomainJudge judge,
            FeedUri.Remote feed,
            TrustDomain domain,
            List<Valid> signatures,
            Acquaintance acquaintance,
            Switch scope) {
        this.judge = judge;
        this.loop = judge.loop();
        this.feed = feed;
        this.domain = domain;
        this.signatures = signatures;
        this.keys = signatures.stream().map(Valid::key).distinct().toList();
        this.acquaintance = acquaintance;
        this.scope = scope;
    }

    Promise<Verdict> open() {
        Deferred<Verdict> verdict = loop.promises().deferred();
        Switch.Registration withdrawal =
                scope.onOff(() -> verdict.resolveWith(loop.promises().resolved(new Verdict.Aborted())));
        Promise<Verdict> hearing = Promising.using(loop.promises(), this::hear);
        hearing.onResolve(withdrawal::remove);
        verdict.resolveWith(hearing);
        return verdict.getPromise();
    }

    private Promise<Verdict> hear(Switch within) {
        Switch.Registration withRun = scope.onOff(() -> within.off());
        within.onOff(withRun::remove);
        return loop.offLoop(this::descriptions).flatMap(descriptions -> {
            Question question = new Question(feed, domain, signatures, descriptions);
            return votesOrPatience(question, within)
                    .flatMap(x -> judge.oneQuestion().acquire(within))
                    .flatMap(permit -> decide(question, within));
        });
    }

    private Map<Fingerprint, Description> descriptions() {
        Map<Fingerprint, Description> descriptions = new HashMap<>();
        for (Fingerprint key : keys)
            descriptions.put(
                    key,
                    judge.keyring()
                            .describe(key)
                            .orElseGet(() -> new Description(key, List.of(), java.time.Instant.EPOCH, "unknown")));
        return descriptions;
    }

    /** Most votes are there soon; who asks before them asks twice. Those that come later update the question. */
    private Promise<Done> votesOrPatience(Question question, Switch within) {
        Deferred<Done> enough = loop.promises().deferred();
        Promise<List<Done>> all = loop.promises()
                .all(keys.stream().map(key -> votes(key, question, within)).toList());
        loop.after(PATIENCE, () -> enough.resolveWith(loop.promises().resolved(Done.DONE)), within);
        enough.resolveWith(all.map(x -> Done.DONE));
        return enough.getPromise();
    }

    private Promise<Done> votes(Fingerprint key, Question question, Switch within) {
        return judge.information().votes(key, within).map(votes -> {
            if (!within.isOff()) question.arrived(key, votes);
            return Done.DONE;
        });
    }

    /** While it waited for its turn, the answer to another question may have made this one moot. */
    private Promise<Verdict> decide(Question question, Switch within) {
        Map<Fingerprint, List<Vote>> votes = new HashMap<>();
        for (Fingerprint key : keys) votes.put(key, question.votes(key));
        return awaited(
                        () -> {
                            Optional<Verdict> known = judge.trusted(signatures, domain);
                            return known.isPresent() ? known : byPolicy(votes);
                        },
                        within)
                .flatMap(decided -> decided.<Promise<Verdict>>map(
                                v -> loop.promises().resolved(v))
                        .orElseGet(() -> ask(question, within)));
    }

    private Optional<Verdict> byPolicy(Map<Fingerprint, List<Vote>> votes) throws IOException {
        int refused = 0;
        for (Fingerprint key : keys) {
            Opinion opinion =
                    judge.policies().judge(new TrustPolicy.Case(feed, domain, key, votes.get(key), acquaintance));
            if (opinion == Opinion.TRUST) return Optional.of(record(Set.of(key)));
            if (opinion == Opinion.REFUSE) refused++;
        }
        return refused == keys.size() ? Optional.of(no(Reason.REFUSED_BY_POLICY)) : Optional.empty();
    }

    private Promise<Verdict> ask(Question question, Switch within) {
        if (within.isOff()) return loop.promises().resolved(new Verdict.Aborted());
        return judge.askers()
                .confirmKeys(question, within)
                .flatMap(answer -> answer.fold(
                        trust -> awaited(() -> record(trust.keys()), within),
                        refuse -> loop.promises().resolved(no(Reason.REFUSED_BY_USER)),
                        nobody -> loop.promises().resolved(no(Reason.NOBODY_TO_ASK))));
    }

    /** What may record something ends before the scope has ended. */
    private <T> Promise<T> awaited(Callable<T> work, Switch within) {
        Promise<T> result = loop.offLoop(work);
        Deferred<Done> ended = loop.promises().deferred();
        Switch.Registration waiting = within.onOff(() -> ended.getPromise());
        return result.onResolve(() -> {
            waiting.remove();
            ended.resolve(Done.DONE);
        });
    }

    /** Only keys that were asked about can be trusted by an answer. Off the loop. */
    private Verdict record(Set<Fingerprint> approved) throws IOException {
        for (Fingerprint key : keys)
            if (approved.contains(key)) judge.database().trust(key, domain);
        return judge.trusted(signatures, domain).orElseGet(() -> no(Reason.REFUSED_BY_USER));
    }

    private Verdict no(Reason reason) {
        return new NoTrustedKeys(domain, keys, reason);
    }
}
