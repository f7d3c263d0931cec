package org.slipway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.slipway.api.keyinfo.Vote;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.trust.Judge.Acquaintance;
import org.slipway.api.trust.TrustDomain;
import org.slipway.api.trust.TrustPolicy;
import org.slipway.api.trust.TrustPolicy.Case;
import org.slipway.api.trust.TrustPolicy.Opinion;
import org.slipway.api.trust.TrustPolicy.Signer;
import org.slipway.api.trust.TrustPolicy.Standing;
import org.slipway.model.FeedUri;

/** What every trust policy does, whatever its rules are. */
public abstract class TrustPolicyContract {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    protected abstract TrustPolicy policy() throws Exception;

    /** One of each kind: by who signs, how many, when, and how well that is known. */
    private static List<Case> cases() {
        List<Vote> hostile = List.of(new Vote(Vote.Kind.GOOD, "good\u001b[2J\nbad"), new Vote(Vote.Kind.BAD, ""));
        List<Case> cases = new ArrayList<>();
        for (Standing standing : Standing.values())
            for (Duration ago : List.of(Duration.ZERO, Duration.ofDays(9000), Duration.ofDays(-1)))
                for (int signers : List.of(1, 3))
                    for (Acquaintance acquaintance : Acquaintance.values()) {
                        List<Signer> who = new ArrayList<>();
                        for (int i = 0; i < signers; i++)
                            who.add(new Signer(
                                    new Fingerprint("ABC".substring(i, i + 1).repeat(40)),
                                    NOW.minus(ago),
                                    i == 0 ? List.of() : List.of("SHA-1"),
                                    i == 1 ? hostile : List.of(),
                                    standing));
                        FeedUri.Remote feed = new FeedUri.Remote("https://feeds.example.com/a.xml");
                        cases.add(new Case(feed, TrustDomain.of(feed), who, acquaintance, NOW));
                    }
        return cases;
    }

    @Test
    void it_has_an_opinion_on_every_case_and_the_same_one_each_time() throws Exception {
        TrustPolicy policy = policy();
        for (Case question : cases())
            assertThat(policy.judge(question))
                    .as(question.toString())
                    .isNotNull()
                    .isEqualTo(policy.judge(question));
    }

    @Test
    void it_approves_nobody_who_has_not_signed() throws Exception {
        TrustPolicy policy = policy();
        for (Case question : cases()) {
            Set<Fingerprint> signers =
                    question.signers().stream().map(Signer::key).collect(Collectors.toSet());
            assertThat(approved(policy.judge(question))).as(question.toString()).isSubsetOf(signers);
        }
    }

    private static List<Fingerprint> approved(Opinion opinion) {
        return opinion.fold(
                none -> List.of(),
                approve -> List.copyOf(approve.keys()),
                refuse -> List.of(),
                require -> List.of(),
                all -> all.opinions().stream()
                        .flatMap(each -> approved(each).stream())
                        .toList());
    }

    @Test
    void a_refusal_says_why_on_one_line() throws Exception {
        TrustPolicy policy = policy();
        for (Case question : cases())
            assertThat(refusals(policy.judge(question)))
                    .as(question.toString())
                    .allSatisfy(why -> assertThat(why).isNotBlank().doesNotContain("\n", "\u001b"));
    }

    private static List<String> refusals(Opinion opinion) {
        return opinion.fold(
                none -> List.of(),
                approve -> List.of(),
                refuse -> List.of(refuse.why()),
                require -> List.of(),
                all -> all.opinions().stream()
                        .flatMap(each -> refusals(each).stream())
                        .toList());
    }
}
