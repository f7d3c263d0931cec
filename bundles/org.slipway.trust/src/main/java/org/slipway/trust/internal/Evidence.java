package org.slipway.trust.internal;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.slipway.api.interaction.KeyQuestion;
import org.slipway.api.keyinfo.Vote;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.signature.Keyring.Description;
import org.slipway.api.signature.Signature.Valid;
import org.slipway.api.trust.Judge.Acquaintance;
import org.slipway.api.trust.TrustDomain;
import org.slipway.api.trust.TrustPolicy.Case;
import org.slipway.api.trust.TrustPolicy.Signer;
import org.slipway.api.trust.TrustPolicy.Standing;
import org.slipway.api.trust.Verdict;
import org.slipway.model.FeedUri;

/** The valid signatures of a feed, and what they are worth at the moment. Off the loop. */
final class Evidence {
    private final DomainJudge judge;
    private final FeedUri.Remote feed;
    private final TrustDomain domain;
    private final List<Valid> signatures;
    private final Acquaintance acquaintance;

    Evidence(
            DomainJudge judge,
            FeedUri.Remote feed,
            TrustDomain domain,
            List<Valid> signatures,
            Acquaintance acquaintance) {
        this.judge = judge;
        this.feed = feed;
        this.domain = domain;
        this.signatures = signatures;
        this.acquaintance = acquaintance;
    }

    List<Fingerprint> keys() {
        return signatures.stream().map(Valid::key).distinct().toList();
    }

    void note() {
        judge.firstSeen().note(keys(), domain, feed).ifPresent(judge.policies()::warn);
    }

    /** Nothing if the user has to be asked. */
    Optional<Verdict> decide(Map<Fingerprint, List<Vote>> votes) throws IOException {
        Set<Fingerprint> trusted = trusted();
        Ruling ruling = ruling(trusted, votes);
        if (ruling.refusals().isEmpty() && !ruling.isMetBy(trusted) && approve(ruling, trusted, votes)) {
            trusted = trusted();
            ruling = ruling(trusted, votes);
        }
        if (!ruling.refusals().isEmpty()) return Optional.of(no(ruling.refusals()));
        if (ruling.isMetBy(trusted)) return Optional.of(yes(trusted));
        List<String> beyondReach = ruling.unmet(Set.copyOf(keys()));
        return beyondReach.isEmpty() ? Optional.empty() : Optional.of(no(beyondReach));
    }

    private Set<Fingerprint> trusted() throws IOException {
        Set<Fingerprint> trusted = new LinkedHashSet<>();
        for (Fingerprint key : keys()) if (judge.database().trusts(key, domain)) trusted.add(key);
        return trusted;
    }

    private Ruling ruling(Set<Fingerprint> trusted, Map<Fingerprint, List<Vote>> votes) {
        List<Signer> signers = signatures.stream()
                .map(signature -> new Signer(
                        signature.key(),
                        signature.time(),
                        signature.weaknesses(),
                        votes.getOrDefault(signature.key(), List.of()),
                        trusted.contains(signature.key()) ? Standing.TRUSTED : Standing.UNKNOWN))
                .toList();
        Instant now = judge.loop().clock().instant();
        return judge.policies().judge(new Case(feed, domain, signers, acquaintance, now));
    }

    /** @return whether any key has been approved */
    private boolean approve(Ruling ruling, Set<Fingerprint> trusted, Map<Fingerprint, List<Vote>> votes)
            throws IOException {
        Set<Fingerprint> approved = new LinkedHashSet<>(keys());
        approved.retainAll(ruling.approved());
        approved.removeAll(trusted);
        for (Fingerprint key : approved) {
            judge.database().trust(key, domain);
            String known = votes.getOrDefault(key, List.of()).stream()
                    .map(vote -> " (" + vote.text() + ")")
                    .findFirst()
                    .orElse("");
            judge.policies().remark("Trusting the key " + key + " for " + domain + " by policy" + known);
        }
        return !approved.isEmpty();
    }

    /** The oldest trusted signature dates the feed: a replay cannot be made younger by signing it again. */
    private Verdict yes(Set<Fingerprint> trusted) {
        List<Valid> believed =
                signatures.stream().filter(s -> trusted.contains(s.key())).toList();
        if (believed.stream().noneMatch(s -> s.weaknesses().isEmpty()))
            judge.policies()
                    .warn("The signature of " + feed + " is weak: "
                            + String.join(", ", believed.get(0).weaknesses()));
        Instant signedAt = believed.stream()
                .map(Valid::time)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return new Verdict.Trusted(List.copyOf(trusted), signedAt);
    }

    private Verdict no(List<String> objections) {
        return new Verdict.NoTrustedKeys(domain, keys(), Verdict.Reason.REFUSED_BY_POLICY, objections);
    }

    /** About those that are not trusted. */
    Question question() throws IOException {
        Set<Fingerprint> trusted = trusted();
        Map<Fingerprint, Set<TrustDomain>> all = judge.database().all();
        Set<Fingerprint> before = new HashSet<>();
        if (trusted.isEmpty())
            all.forEach((key, domains) -> {
                if (domains.contains(domain)) before.add(key);
            });
        List<KeyQuestion.Key> keys = new ArrayList<>();
        for (Valid signature : signatures)
            if (!trusted.contains(signature.key()))
                keys.add(key(signature, all.getOrDefault(signature.key(), Set.of())));
        return new Question(feed, domain, List.copyOf(before), keys);
    }

    private KeyQuestion.Key key(Valid signature, Set<TrustDomain> domains) throws IOException {
        Fingerprint key = signature.key();
        Description description = judge.keyring()
                .describe(key)
                .orElseGet(() -> new Description(key, List.of(), Instant.EPOCH, "unknown"));
        return new KeyQuestion.Key(
                description,
                judge.firstSeen().past(key, domain, domains),
                signature.weaknesses(),
                List.of(),
                KeyQuestion.Pending.MORE_MAY_COME);
    }
}
