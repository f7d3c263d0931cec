package org.slipway.trust.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.api.interaction.Answer;
import org.slipway.api.keyinfo.Vote;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.signature.Signature.Valid;
import org.slipway.api.trust.Judge.Acquaintance;
import org.slipway.api.trust.TrustDomain;
import org.slipway.api.trust.Verdict;
import org.slipway.api.trust.Verdict.NoTrustedKeys;
import org.slipway.api.trust.Verdict.Reason;
import org.slipway.async.Done;
import org.slipway.async.Loop;
import org.slipway.async.Promising;
import org.slipway.async.Switch;
import org.slipway.model.FeedUri;

/**
 * Whether a feed is believed. What is known may be enough; else: ask around about its keys, wait a little, ask the policies
 * again, then the user.
 */
final class TrustCase {
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final DomainJudge judge;
    private final Loop loop;
    private final FeedUri.Remote feed;
    private final TrustDomain domain;
    private final Evidence evidence;
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
        this.evidence = new Evidence(judge, feed, domain, signatures, acquaintance);
        this.scope = scope;
    }

    Promise<Verdict> open() {
        if (scope.isOff()) return aborted();
        Deferred<Verdict> verdict = loop.promises().deferred();
        Switch.Registration withdrawal = scope.onOff(() -> verdict.resolveWith(aborted()));
        Promise<Verdict> hearing = judge.policies()
                .settled(scope)
                .flatMap(settled -> decided(
                        () -> {
                            evidence.note();
                            return evidence.decide(Map.of());
                        },
                        scope))
                .flatMap(decided -> decided.<Promise<Verdict>>map(
                                v -> loop.promises().resolved(v))
                        .orElseGet(() -> Promising.using(loop.promises(), this::hear)));
        hearing.onResolve(withdrawal::remove);
        verdict.resolveWith(hearing);
        return verdict.getPromise();
    }

    private Promise<Verdict> hear(Switch within) {
        if (scope.isOff()) return aborted();
        Switch.Registration withRun = scope.onOff(() -> within.off());
        within.onOff(withRun::remove);
        return loop.offLoop(evidence::question).flatMap(question -> votesOrPatience(question, within)
                .flatMap(x -> judge.oneQuestion().acquire(within))
                .flatMap(permit -> decide(question, within)));
    }

    /** Most votes are there soon; who asks before them asks twice. Those that come later update the question. */
    private Promise<Done> votesOrPatience(Question question, Switch within) {
        Deferred<Done> enough = loop.promises().deferred();
        Promise<List<Done>> all = loop.promises()
                .all(question.votes().keySet().stream()
                        .map(key -> votes(key, question, within))
                        .toList());
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
        Map<Fingerprint, List<Vote>> votes = question.votes();
        return judge.policies()
                .settled(within)
                .flatMap(settled -> decided(() -> evidence.decide(votes), within))
                .flatMap(decided -> decided.<Promise<Verdict>>map(
                                v -> loop.promises().resolved(v))
                        .orElseGet(() -> ask(question, within)));
    }

    private Promise<Verdict> ask(Question question, Switch within) {
        if (within.isOff()) return aborted();
        return judge.askers()
                .confirmKeys(question, within)
                .flatMap(answer -> answer.fold(
                        trust -> {
                            Map<Fingerprint, List<Vote>> votes = question.votes();
                            return awaited(() -> record(trust, votes), within);
                        },
                        refuse -> loop.promises().resolved(no(Reason.REFUSED_BY_USER)),
                        nobody -> loop.promises().resolved(no(Reason.NOBODY_TO_ASK))));
    }

    /** Who comes when the scope has ended already is awaited by nobody: he does nothing. */
    private Promise<Optional<Verdict>> decided(Callable<Optional<Verdict>> work, Switch within) {
        return within.isOff() ? loop.promises().resolved(Optional.of(new Verdict.Aborted())) : awaited(work, within);
    }

    private Promise<Verdict> aborted() {
        return loop.promises().resolved(new Verdict.Aborted());
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
    private Verdict record(Answer.Trust answer, Map<Fingerprint, List<Vote>> votes) throws IOException {
        TrustDomain reach = answer.reach() == Answer.Reach.EVERYWHERE ? TrustDomain.ALL : domain;
        for (Fingerprint key : evidence.keys())
            if (answer.keys().contains(key)) judge.database().trust(key, reach);
        Optional<Verdict> decided = evidence.decide(votes);
        return decided.orElseGet(() -> no(Reason.REFUSED_BY_USER));
    }

    private Verdict no(Reason reason) {
        return new NoTrustedKeys(domain, evidence.keys(), reason, List.of());
    }
}
