package org.slipway.trust.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.api.interaction.Answer;
import org.slipway.api.interaction.Interaction;
import org.slipway.api.interaction.KeyQuestion;
import org.slipway.api.interaction.KeyQuestion.Pending;
import org.slipway.api.keyinfo.KeyInfoProvider;
import org.slipway.api.keyinfo.Vote;
import org.slipway.api.monitor.Event;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.signature.KeyId;
import org.slipway.api.signature.Keyring;
import org.slipway.api.signature.Signature;
import org.slipway.api.trust.Judge.Acquaintance;
import org.slipway.api.trust.TrustDatabase;
import org.slipway.api.trust.TrustDomain;
import org.slipway.api.trust.TrustLog;
import org.slipway.api.trust.TrustPolicy;
import org.slipway.api.trust.TrustPolicy.Opinion;
import org.slipway.api.trust.TrustPolicy.Signer;
import org.slipway.api.trust.TrustPolicy.Standing;
import org.slipway.api.trust.Verdict;
import org.slipway.api.trust.Verdict.NoTrustedKeys;
import org.slipway.api.trust.Verdict.Reason;
import org.slipway.async.Switch;
import org.slipway.model.FeedUri;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.TestPlaces;

class DomainJudgeTest {
    private static final FeedUri.Remote FEED = new FeedUri.Remote("https://example.com/a.xml");
    private static final FeedUri.Remote NEIGHBOUR = new FeedUri.Remote("https://example.com/b.xml");
    private static final TrustDomain DOMAIN = new TrustDomain("example.com");
    private static final Fingerprint ALICE = new Fingerprint("A".repeat(40));
    private static final Fingerprint BOB = new Fingerprint("B".repeat(40));
    private static final Fingerprint STRANGER = new Fingerprint("D".repeat(40));
    private static final Vote GOOD = new Vote(Vote.Kind.GOOD, "a friend");

    private final ManualLoop loop = new ManualLoop();
    private final Switch scope = loop.scope();
    private final Memory database = new Memory();
    private final Map<Fingerprint, Deferred<List<Vote>>> asked = new LinkedHashMap<>();
    private final List<KeyQuestion> questions = new ArrayList<>();
    private final List<Switch> questionScopes = new ArrayList<>();
    private final List<Deferred<Answer>> answers = new ArrayList<>();
    private final List<Object> events = new ArrayList<>();
    private final KeyInformation information = new KeyInformation(loop);
    private final Policies policies = new Policies(loop, events::add);
    private final Askers askers = new Askers(loop, events::add);
    private FirstSeen log;
    private DomainJudge judge;

    @TempDir
    Path temp;

    @BeforeEach
    void create() {
        information.providers = List.of((key, within) -> {
            asked.put(key, loop.promises().deferred());
            return asked.get(key).getPromise();
        });
        Interaction user = (question, within) -> {
            questions.add(question);
            questionScopes.add(within);
            answers.add(loop.promises().deferred());
            return answers.get(answers.size() - 1).getPromise();
        };
        askers.interactions = List.of(user);
        log = new FirstSeen(loop, new TestPlaces(temp));
        judge = new DomainJudge(loop, database, new Claims(), information, policies, askers, log);
    }

    private static Signature signed(Fingerprint key, long time) {
        return new Signature.Valid(key, Instant.ofEpochSecond(time), List.of());
    }

    private Promise<Verdict> judge(FeedUri.Remote feed, Signature... signatures) {
        Promise<Verdict> verdict = judge.judge(feed, List.of(signatures), Acquaintance.NEW, scope);
        loop.run();
        return verdict;
    }

    private void votes(Fingerprint key, Vote... votes) {
        asked.get(key).resolve(List.of(votes));
        loop.run();
    }

    private void answer(int question, Answer answer) {
        answers.get(question).resolve(answer);
        loop.run();
    }

    private Reason refusal(Promise<Verdict> verdict) {
        return ((NoTrustedKeys) loop.value(verdict)).reason();
    }

    @Test
    void a_trusted_key_is_believed_and_nobody_is_asked() throws Exception {
        database.trust(ALICE, DOMAIN);
        assertThat(loop.value(judge(FEED, signed(ALICE, 5))))
                .isEqualTo(new Verdict.Trusted(List.of(ALICE), Instant.ofEpochSecond(5)));
        assertThat(asked).isEmpty();
    }

    @Test
    void a_key_trusted_for_another_domain_is_not_believed() throws Exception {
        database.trust(ALICE, new TrustDomain("evil.example.com"));
        assertThat(judge(FEED, signed(ALICE, 5)).isDone()).isFalse();
    }

    @Test
    void the_oldest_trusted_signature_dates_the_feed() throws Exception {
        database.trust(ALICE, DOMAIN);
        database.trust(BOB, TrustDomain.ALL);
        Fingerprint mallory = new Fingerprint("C".repeat(40));
        Verdict.Trusted trusted =
                (Verdict.Trusted) loop.value(judge(FEED, signed(mallory, 1), signed(ALICE, 9), signed(BOB, 7)));
        assertThat(trusted.signedAt()).isEqualTo(Instant.ofEpochSecond(7));
        assertThat(trusted.keys()).containsExactly(ALICE, BOB);
    }

    @Test
    void no_valid_signature_is_never_all_signatures_good() {
        assertThat(refusal(judge(FEED, new Signature.MissingKey(new KeyId("A".repeat(16))))))
                .isEqualTo(Reason.NO_VALID_SIGNATURE);
        assertThat(refusal(judge(FEED))).isEqualTo(Reason.NO_VALID_SIGNATURE);
    }

    @Test
    void the_question_waits_for_the_votes() {
        judge(FEED, signed(ALICE, 5));
        assertThat(questions).isEmpty();
        votes(ALICE, GOOD);
        assertThat(questions).hasSize(1);
        KeyQuestion.Key key = questions.get(0).keys().get(0);
        assertThat(key.votes()).containsExactly(GOOD);
        assertThat(key.pending()).isEqualTo(Pending.COMPLETE);
        assertThat(key.weaknesses()).isEmpty();
        assertThat(questions.get(0).domain()).isEqualTo(DOMAIN);
    }

    @Test
    void after_five_seconds_the_question_is_shown_without_votes_and_updated_when_they_come() {
        judge(FEED, signed(ALICE, 5));
        loop.advance(Duration.ofMillis(4999));
        assertThat(questions).isEmpty();
        loop.advance(Duration.ofMillis(1));
        assertThat(questions).hasSize(1);
        assertThat(questions.get(0).keys().get(0).pending()).isEqualTo(Pending.MORE_MAY_COME);

        List<String> updates = new ArrayList<>();
        questions.get(0).onUpdate(() -> updates.add("updated"));
        votes(ALICE, GOOD);
        assertThat(updates).containsExactly("updated");
        assertThat(questions.get(0).keys().get(0).votes()).containsExactly(GOOD);
    }

    @Test
    void a_key_that_the_user_approves_is_recorded_for_the_domain() {
        Promise<Verdict> verdict = judge(FEED, signed(ALICE, 5), signed(BOB, 6));
        votes(ALICE);
        votes(BOB);
        answer(0, new Answer.Trust(Set.of(BOB)));
        assertThat(loop.value(verdict)).isEqualTo(new Verdict.Trusted(List.of(BOB), Instant.ofEpochSecond(6)));
        assertThat(database.all()).isEqualTo(Map.of(BOB, Set.of(DOMAIN)));
    }

    @Test
    void an_approval_that_cannot_be_recorded_fails_as_the_disk_does() throws Exception {
        database.disk = Optional.of(new IOException("No space left on device"));
        Promise<Verdict> verdict = judge(FEED, signed(ALICE, 5));
        votes(ALICE);
        answer(0, new Answer.Trust(Set.of(ALICE)));
        assertThat(verdict.getFailure()).isSameAs(database.disk.get());
    }

    @Test
    void an_answer_cannot_trust_a_key_that_was_not_asked_about() {
        Promise<Verdict> verdict = judge(FEED, signed(ALICE, 5));
        votes(ALICE);
        answer(0, new Answer.Trust(Set.of(BOB)));
        assertThat(refusal(verdict)).isEqualTo(Reason.REFUSED_BY_USER);
        assertThat(database.all()).isEmpty();
    }

    @Test
    void a_users_no_is_final() {
        Promise<Verdict> verdict = judge(FEED, signed(ALICE, 5));
        votes(ALICE);
        answer(0, new Answer.Refuse());
        assertThat(refusal(verdict)).isEqualTo(Reason.REFUSED_BY_USER);
    }

    @Test
    void without_anybody_to_ask_the_verdict_says_so() {
        askers.interactions = List.of();
        Promise<Verdict> verdict = judge(FEED, signed(ALICE, 5));
        votes(ALICE);
        assertThat(refusal(verdict)).isEqualTo(Reason.NOBODY_TO_ASK);
    }

    @Test
    void one_question_at_a_time_and_one_that_has_become_moot_is_dropped() {
        Promise<Verdict> first = judge(FEED, signed(ALICE, 5));
        votes(ALICE);
        Promise<Verdict> second = judge(NEIGHBOUR, signed(ALICE, 6));
        votes(ALICE);
        assertThat(questions).hasSize(1);
        answer(0, new Answer.Trust(Set.of(ALICE)));
        assertThat(loop.value(first)).isInstanceOf(Verdict.Trusted.class);
        assertThat(loop.value(second)).isInstanceOf(Verdict.Trusted.class);
        assertThat(questions).hasSize(1);
    }

    @Test
    void the_next_question_comes_after_a_no() {
        judge(FEED, signed(ALICE, 5));
        votes(ALICE);
        judge(NEIGHBOUR, signed(BOB, 6));
        votes(BOB);
        answer(0, new Answer.Refuse());
        assertThat(questions).hasSize(2);
        assertThat(questions.get(1).feed()).isEqualTo(NEIGHBOUR);
    }

    @Test
    void a_policy_that_trusts_spares_the_question_and_says_so() {
        policies.policies = List.of(this::wellKnown);
        Promise<Verdict> verdict = judge(FEED, signed(ALICE, 5));
        votes(ALICE, new Vote(Vote.Kind.GOOD, "known for years"));
        assertThat(loop.value(verdict)).isInstanceOf(Verdict.Trusted.class);
        assertThat(questions).isEmpty();
        assertThat(database.trusts(ALICE, DOMAIN)).isTrue();
        assertThat(events)
                .containsExactly(new Event.Remark(
                        "Trusting the key " + ALICE + " for " + DOMAIN + " by policy (known for years)"));
    }

    @Test
    void a_policy_that_refuses_spares_the_question_too() {
        policies.policies = List.of(question -> new Opinion.Refuse("never"));
        NoTrustedKeys refused = (NoTrustedKeys) loop.value(judge(FEED, signed(ALICE, 5)));
        assertThat(refused.reason()).isEqualTo(Reason.REFUSED_BY_POLICY);
        assertThat(refused.objections()).containsExactly("never");
        assertThat(asked).isEmpty();
    }

    private Opinion wellKnown(TrustPolicy.Case question) {
        boolean known = question.signers().stream().anyMatch(s -> !s.votes().isEmpty());
        return known ? new Opinion.Approve(Set.of(ALICE)) : new Opinion.None();
    }

    @Test
    void a_policy_may_refuse_what_is_signed_by_a_trusted_key() throws Exception {
        database.trust(ALICE, DOMAIN);
        policies.policies = List.of(question -> new Opinion.Refuse("never"));
        assertThat(refusal(judge(FEED, signed(ALICE, 5)))).isEqualTo(Reason.REFUSED_BY_POLICY);
    }

    @Test
    void a_policy_is_told_which_keys_are_trusted() throws Exception {
        database.trust(ALICE, DOMAIN);
        List<Map<Fingerprint, Standing>> told = new ArrayList<>();
        policies.policies = List.of(question -> {
            told.add(question.signers().stream().collect(Collectors.toMap(Signer::key, Signer::standing)));
            return new Opinion.None();
        });
        judge(FEED, signed(ALICE, 5), signed(BOB, 6));
        assertThat(told).contains(Map.of(ALICE, Standing.TRUSTED, BOB, Standing.UNKNOWN));
    }

    @Test
    void what_a_policy_requires_is_asked_for() throws Exception {
        database.trust(ALICE, DOMAIN);
        policies.policies = List.of(question -> new Opinion.Require(2, Set.of()));
        Promise<Verdict> verdict = judge(FEED, signed(ALICE, 5), signed(BOB, 6));
        votes(BOB);
        assertThat(questions.get(0).keys())
                .extracting(k -> k.description().key())
                .containsExactly(BOB);
        answer(0, new Answer.Trust(Set.of(BOB)));
        assertThat(((Verdict.Trusted) loop.value(verdict)).keys()).containsExactly(ALICE, BOB);
    }

    @Test
    void what_a_policy_requires_and_nobody_can_give_is_a_refusal() throws Exception {
        database.trust(ALICE, DOMAIN);
        policies.policies = List.of(question -> new Opinion.Require(2, Set.of(ALICE, BOB)));
        NoTrustedKeys refused = (NoTrustedKeys) loop.value(judge(FEED, signed(ALICE, 5)));
        assertThat(refused.objections()).singleElement().asString().contains("2 of these keys", "and has 1");
        assertThat(refusal(judge(FEED, signed(ALICE, 5), signed(ALICE, 6)))).isEqualTo(Reason.REFUSED_BY_POLICY);
    }

    @Test
    void a_yes_may_be_for_all_domains() {
        Promise<Verdict> verdict = judge(FEED, signed(ALICE, 5));
        votes(ALICE);
        answer(0, new Answer.Trust(Set.of(ALICE), Answer.Reach.EVERYWHERE));
        assertThat(loop.value(verdict)).isInstanceOf(Verdict.Trusted.class);
        assertThat(database.all()).isEqualTo(Map.of(ALICE, Set.of(TrustDomain.ALL)));
    }

    @Test
    void a_weak_signature_is_believed_with_a_warning() throws Exception {
        database.trust(ALICE, DOMAIN);
        Signature weak = new Signature.Valid(ALICE, Instant.ofEpochSecond(5), List.of("SHA-1"));
        assertThat(loop.value(judge(FEED, weak))).isInstanceOf(Verdict.Trusted.class);
        assertThat(events).containsExactly(new Event.Warning("The signature of " + FEED + " is weak: SHA-1"));
    }

    @Test
    void the_question_tells_what_the_key_has_done_before() throws Exception {
        log.write(TrustLog.What.SEEN, ALICE, DOMAIN, "");
        log.write(TrustLog.What.SEEN, ALICE, new TrustDomain("other.example.com"), "");
        database.trust(ALICE, new TrustDomain("third.example.com"));
        database.trust(BOB, DOMAIN);
        Instant since = loop.clock().instant();
        loop.advance(Duration.ofDays(9));
        judge(FEED, signed(ALICE, 5));
        votes(ALICE);
        KeyQuestion.Past past = questions.get(0).keys().get(0).past();
        assertThat(past.since()).contains(since);
        assertThat(past.elsewhere()).containsExactly(new TrustDomain("other.example.com"));
        assertThat(past.trusted()).containsExactly(new TrustDomain("third.example.com"));
        assertThat(questions.get(0).trustedBefore()).containsExactly(BOB);
    }

    @Test
    void the_first_sight_of_a_key_is_noted_whether_it_is_believed_or_not() throws Exception {
        judge(FEED, signed(ALICE, 5));
        judge(NEIGHBOUR, signed(ALICE, 5));
        assertThat(log.read().entries()).singleElement().satisfies(entry -> {
            assertThat(entry.key()).isEqualTo(ALICE);
            assertThat(entry.domain()).isEqualTo(DOMAIN);
            assertThat(entry.detail()).isEqualTo(FEED.text());
        });
    }

    @Test
    void a_clock_moved_back_is_noticed() throws Exception {
        database.trust(ALICE, DOMAIN);
        judge(FEED, signed(ALICE, 5));
        loop.set(loop.clock().instant().minus(Duration.ofDays(2)));
        judge(FEED, signed(ALICE, 5));
        assertThat(events).singleElement().asString().contains("clock of this machine has gone back");
    }

    @Test
    void any_refusal_wins_and_a_defective_policy_refuses() {
        TrustPolicy lowest = question -> new Opinion.Approve(Set.of(ALICE));
        TrustPolicy refusing = question -> new Opinion.Refuse("never");
        TrustPolicy without = question -> new Opinion.None();
        TrustPolicy defective = question -> {
            throw new IllegalStateException("broken");
        };
        policies.policies = List.of(refusing, without, lowest);
        assertThat(refusal(judge(FEED, signed(ALICE, 5)))).isEqualTo(Reason.REFUSED_BY_POLICY);
        policies.policies = List.of(defective, without, lowest);
        Promise<Verdict> verdict = judge(FEED, signed(ALICE, 5));
        // The one before is another one, and might come back.
        loop.advance(Duration.ofSeconds(11));
        NoTrustedKeys refused = (NoTrustedKeys) loop.value(verdict);
        assertThat(refused.objections()).singleElement().asString().contains("is defective", "broken");
    }

    @Test
    void a_defective_interaction_is_left_out_and_the_next_one_asked() {
        Interaction next = askers.interactions.get(0);
        askers.interactions = List.of(next, (question, within) -> {
            throw new IllegalStateException("broken");
        });
        judge(FEED, signed(ALICE, 5));
        votes(ALICE);
        assertThat(questions).hasSize(1);
        assertThat(events).singleElement().asString().contains("broken");
    }

    @Test
    void an_interaction_without_an_answer_is_left_out_too() {
        Interaction next = askers.interactions.get(0);
        Interaction mute = (question, within) -> null;
        Interaction failing = (question, within) -> loop.promises().failed(new IllegalStateException("closed"));
        askers.interactions = List.of(next, mute, failing);
        Promise<Verdict> verdict = judge(FEED, signed(ALICE, 5));
        votes(ALICE);
        answer(0, new Answer.Trust(Set.of(ALICE)));
        assertThat(loop.value(verdict)).isInstanceOf(Verdict.Trusted.class);
        assertThat(events)
                .extracting(Object::toString)
                .satisfiesExactly(first -> assertThat(first).contains("closed"), second -> assertThat(second)
                        .contains("answered nothing"));
    }

    @Test
    void who_is_not_there_passes_the_question_on() {
        Interaction next = askers.interactions.get(0);
        askers.interactions =
                List.of(next, (question, within) -> loop.promises().resolved(new Answer.Nobody()));
        judge(FEED, signed(ALICE, 5));
        votes(ALICE);
        assertThat(questions).hasSize(1);
        assertThat(events).isEmpty();
    }

    @Test
    void an_interaction_that_blocks_is_given_up_and_one_that_leaves_hands_the_question_on() {
        Interaction next = askers.interactions.get(0);
        Interaction stuck = (question, within) -> {
            throw new ManualLoop.NeverBack();
        };
        Interaction leaving =
                (question, within) -> loop.promises().<Answer>deferred().getPromise();
        askers.interactions = List.of(next, leaving, stuck);
        Promise<Verdict> verdict = judge(FEED, signed(ALICE, 5));
        votes(ALICE);
        assertThat(events).singleElement().asString().contains("no answer within 5s");
        assertThat(questions).isEmpty();

        askers.interactions = List.of(next);
        loop.advance(Duration.ofSeconds(2));
        answer(0, new Answer.Trust(Set.of(ALICE)));
        assertThat(loop.value(verdict)).isInstanceOf(Verdict.Trusted.class);
    }

    @Test
    void a_policy_that_blocks_refuses_and_goes_on_refusing() {
        List<String> asked = new ArrayList<>();
        policies.policies = List.of(question -> {
            asked.add("asked");
            throw new ManualLoop.NeverBack();
        });
        for (int i = 0; i < 2; i++)
            assertThat(refusal(judge(FEED, signed(ALICE, 5)))).isEqualTo(Reason.REFUSED_BY_POLICY);
        assertThat(asked).hasSize(1);
    }

    @Test
    void attack_a_policy_that_is_being_replaced_lets_nothing_through_meanwhile() {
        policies.policies = List.of(question -> new Opinion.None());
        judge(FEED, signed(ALICE, 5));
        policies.policies = List.of();
        Promise<Verdict> verdict = judge(FEED, signed(ALICE, 5));
        loop.advance(Duration.ofSeconds(3));
        TrustPolicy refusing = question -> new Opinion.Refuse("never");
        policies.policies = List.of(refusing);
        loop.advance(Duration.ofSeconds(11));
        assertThat(refusal(verdict)).isEqualTo(Reason.REFUSED_BY_POLICY);
    }

    @Test
    void a_provider_of_key_information_that_blocks_or_never_answers_is_a_bad_vote() {
        KeyInfoProvider stuck = (key, within) -> {
            throw new ManualLoop.NeverBack();
        };
        KeyInfoProvider silent =
                (key, within) -> loop.promises().<List<Vote>>deferred().getPromise();
        information.providers = List.of(stuck, silent);
        judge(FEED, signed(ALICE, 5));
        loop.advance(Duration.ofSeconds(61));
        List<Vote> votes = questions.get(0).keys().get(0).votes();
        assertThat(votes).extracting(Vote::kind).containsExactly(Vote.Kind.BAD, Vote.Kind.BAD);
        assertThat(votes.toString()).contains("within 5s", "within 60 s");
    }

    @Test
    void a_policy_without_an_answer_is_named_and_refuses() {
        policies.policies = List.of(question -> null);
        NoTrustedKeys refused = (NoTrustedKeys) loop.value(judge(FEED, signed(ALICE, 5)));
        assertThat(refused.objections()).singleElement().asString().contains("is defective", "answered nothing");
    }

    @Test
    void the_question_says_whose_key_it_is_as_far_as_is_known() {
        judge(FEED, signed(ALICE, 5), signed(STRANGER, 6));
        votes(ALICE);
        votes(STRANGER);
        assertThat(questions.get(0).keys())
                .extracting(key -> key.description().userIds())
                .containsExactly(List.of("somebody"), List.of());
        assertThat(questions.get(0).keys().get(1).description().key()).isEqualTo(STRANGER);
    }

    @Test
    void a_provider_that_is_defective_is_a_bad_vote_beside_the_others() {
        KeyInfoProvider throwing = (key, within) -> {
            throw new IllegalStateException("broken");
        };
        information.providers = List.of(throwing, (key, within) -> null, (key, within) -> loop.promises()
                .resolved(List.of(GOOD)));
        judge(FEED, signed(ALICE, 5));
        List<Vote> votes = questions.get(0).keys().get(0).votes();
        assertThat(votes).extracting(Vote::kind).containsExactly(Vote.Kind.BAD, Vote.Kind.BAD, Vote.Kind.GOOD);
        assertThat(votes.get(0).text()).contains("broken");
        assertThat(votes.get(1).text()).contains("answered nothing");
    }

    @Test
    void a_provider_that_fails_is_a_bad_vote_and_no_obstacle() {
        judge(FEED, signed(ALICE, 5));
        asked.get(ALICE).fail(new IllegalStateException("broken"));
        loop.run();
        assertThat(questions.get(0).keys().get(0).votes()).singleElement().satisfies(vote -> assertThat(vote.kind())
                .isEqualTo(Vote.Kind.BAD));
    }

    @Test
    void turning_the_switch_off_withdraws_the_question_and_lets_the_next_one_come() {
        Promise<Verdict> verdict = judge(FEED, signed(ALICE, 5));
        votes(ALICE);
        scope.off();
        loop.run();
        assertThat(loop.value(verdict)).isInstanceOf(Verdict.Aborted.class);
        assertThat(questionScopes.get(0).isOff()).isTrue();

        judge.judge(NEIGHBOUR, List.of(signed(BOB, 6)), Acquaintance.NEW, loop.scope());
        loop.run();
        votes(BOB);
        assertThat(questions).hasSize(2);
    }

    @Test
    void a_case_that_comes_after_the_end_is_not_opened() throws Exception {
        scope.off();
        loop.run();
        Promise<Verdict> verdict = judge(FEED, signed(ALICE, 5));
        assertThat(loop.value(verdict)).isInstanceOf(Verdict.Aborted.class);
        assertThat(log.read().entries()).isEmpty();
        assertThat(events).isEmpty();
    }

    @Test
    void who_leaves_while_a_policy_decides_awaits_what_is_recorded_and_said() {
        List<Object> order = new ArrayList<>();
        policies.policies = List.of(question -> {
            if (!scope.isOff())
                scope.off().onResolve(() -> {
                    order.addAll(database.all().keySet());
                    order.addAll(events);
                });
            loop.run();
            return new Opinion.Approve(Set.of(ALICE));
        });
        Promise<Verdict> verdict = judge(FEED, signed(ALICE, 5));
        assertThat(loop.value(verdict)).isInstanceOf(Verdict.Aborted.class);
        assertThat(order).hasSize(2).first().isEqualTo(ALICE);
    }

    @Test
    void a_question_that_nobody_wants_answered_any_more_is_not_asked() {
        policies.policies = List.of(question -> {
            scope.off();
            return new Opinion.None();
        });
        Promise<Verdict> verdict = judge(FEED, signed(ALICE, 5));
        assertThat(loop.value(verdict)).isInstanceOf(Verdict.Aborted.class);
        assertThat(questions).isEmpty();
    }

    /** What keys claim, but for a stranger. */
    private static final class Claims implements Keyring {
        @Override
        public Addition add(byte[] keyFile, KeyId wanted) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<KeyFile> publish(Fingerprint key) {
            return Optional.empty();
        }

        @Override
        public Optional<Description> describe(Fingerprint key) {
            if (key.equals(STRANGER)) return Optional.empty();
            return Optional.of(new Description(key, List.of("somebody"), Instant.EPOCH, "RSA-2048"));
        }
    }

    /** Forgets everything with the test. */
    private static final class Memory implements TrustDatabase {
        private final Map<Fingerprint, Set<TrustDomain>> keys = new HashMap<>();
        private Optional<IOException> disk = Optional.empty();

        @Override
        public Set<TrustDomain> domains(Fingerprint key) {
            return keys.getOrDefault(key, Set.of());
        }

        @Override
        public boolean trusts(Fingerprint key, TrustDomain domain) {
            try {
                return TrustDatabase.super.trusts(key, domain);
            } catch (IOException impossible) {
                throw new AssertionError(impossible);
            }
        }

        @Override
        public Map<Fingerprint, Set<TrustDomain>> all() {
            return keys;
        }

        @Override
        public void trust(Fingerprint key, TrustDomain domain) throws IOException {
            if (disk.isPresent()) throw disk.get();
            keys.computeIfAbsent(key, k -> new HashSet<>()).add(domain);
        }

        @Override
        public void distrust(Fingerprint key, TrustDomain domain) {
            throw new UnsupportedOperationException();
        }
    }
}
