package org.slipway.trust.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.keyinfo.Vote;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.trust.Judge.Acquaintance;
import org.slipway.api.trust.TrustDomain;
import org.slipway.api.trust.TrustPolicy;
import org.slipway.api.trust.TrustPolicy.Signer;
import org.slipway.api.trust.TrustPolicy.Standing;
import org.slipway.model.FeedUri;
import org.slipway.testkit.ManualLoop;
import org.slipway.testkit.TestPlaces;
import org.slipway.testkit.TestSettings;

/** Each line of a policy file, and what it comes to. */
class PolicyFileTest {
    private static final Fingerprint ALICE = new Fingerprint("A".repeat(40));
    private static final Fingerprint BOB = new Fingerprint("B".repeat(40));
    private static final Fingerprint MALLORY = new Fingerprint("C".repeat(40));
    private static final TrustDomain DOMAIN = new TrustDomain("example.com");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration YEAR = Duration.ofDays(365);

    @TempDir
    Path temp;

    private TestPlaces places;
    private FileTrustDatabase database;
    private String feed = "https://example.com/a.xml";
    private final List<Signer> signers = new ArrayList<>();

    @BeforeEach
    void create() {
        places = new TestPlaces(temp);
        database = new FileTrustDatabase(places, PolicyFileTest::write, new FirstSeen(new ManualLoop(), places));
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private void policy(String... lines) throws IOException {
        write(
                places.config().resolve("injector/trust-policy"),
                String.join("\n", lines).getBytes());
    }

    private void signed(Fingerprint key, Standing standing, Duration ago, String... weaknesses) {
        signers.add(new Signer(
                key, NOW.minus(ago), List.of(weaknesses), List.of(new Vote(Vote.Kind.GOOD, "a friend")), standing));
    }

    private Ruling ruling() {
        PolicyFile file = new PolicyFile(places);
        TrustPolicy.Case question =
                new TrustPolicy.Case(new FeedUri.Remote(feed), DOMAIN, signers, Acquaintance.NEW, NOW);
        return Ruling.of(List.of(
                new AutoApproval(new TestSettings(), file).judge(question),
                new AllowList(file).judge(question),
                new Catalogue(file).judge(question),
                new Threshold(file).judge(question),
                new CoolDown(file).judge(question),
                new Pinning(file, database).judge(question),
                new StrongOnly(file).judge(question)));
    }

    private String refusal() {
        assertThat(ruling().refusals()).hasSize(1);
        return ruling().refusals().get(0);
    }

    @Test
    void without_a_file_a_good_vote_is_enough() {
        signed(ALICE, Standing.UNKNOWN, YEAR);
        assertThat(ruling()).isEqualTo(Ruling.of(List.of(new TrustPolicy.Opinion.Approve(Set.of(ALICE)))));
    }

    @Test
    void a_server_approves_nothing_by_votes() throws IOException {
        policy("# ours", "", "profile server");
        signed(ALICE, Standing.UNKNOWN, YEAR);
        assertThat(ruling()).isEqualTo(Ruling.of(List.of()));
    }

    @Test
    void only_keys_of_the_list_are_allowed_and_they_need_no_question() throws IOException {
        policy("profile server", "allow Example.com " + ALICE.text().toLowerCase());
        signed(MALLORY, Standing.TRUSTED, YEAR);
        assertThat(refusal()).contains("allowed for example.com");
        signed(ALICE, Standing.UNKNOWN, YEAR);
        assertThat(ruling().refusals()).isEmpty();
        assertThat(ruling().approved()).containsExactly(ALICE);
        policy("allow other.example.com " + BOB);
        assertThat(ruling().refusals()).isEmpty();
    }

    @Test
    void a_kiosk_runs_what_is_in_its_catalogue() throws IOException {
        policy("catalogue https://example.com/apps/ https://example.com/one.xml");
        signed(ALICE, Standing.TRUSTED, YEAR);
        for (String allowed : List.of("https://example.com/apps/x/y.xml", "https://example.com/one.xml")) {
            feed = allowed;
            assertThat(ruling().refusals()).as(allowed).isEmpty();
        }
        for (String refused : List.of(
                "https://example.com/a.xml",
                "https://example.com/one.xml.xml",
                "http://example.com/apps/x.xml",
                "https://example.com/apps/../a.xml",
                "https://example.com/apps/%2E%2e/a.xml")) {
            feed = refused;
            assertThat(refusal()).as(refused).contains("catalogue");
        }
    }

    @Test
    void so_many_signatures_are_needed() throws IOException {
        policy("require * 2 " + ALICE + " " + BOB);
        signed(ALICE, Standing.TRUSTED, YEAR);
        assertThat(ruling().isMetBy(Set.of(ALICE))).isFalse();
        assertThat(ruling().isMetBy(Set.of(ALICE, MALLORY))).isFalse();
        assertThat(ruling().unmet(Set.of(ALICE, MALLORY)))
                .singleElement()
                .asString()
                .contains(ALICE + ", " + BOB, "has 1");
        assertThat(ruling().isMetBy(Set.of(ALICE, BOB))).isTrue();
        policy("require example.com 3");
        assertThat(ruling().isMetBy(Set.of(ALICE, BOB))).isFalse();
        assertThat(ruling().isMetBy(Set.of(ALICE, BOB, MALLORY))).isTrue();
    }

    @Test
    void a_weak_signature_does_not_count_as_one_of_so_many_where_they_have_to_be_strong() throws IOException {
        signed(ALICE, Standing.TRUSTED, YEAR);
        signed(BOB, Standing.TRUSTED, YEAR, "SHA-1");
        policy("require * 2");
        assertThat(ruling().isMetBy(Set.of(ALICE, BOB))).isTrue();
        assertThat(ruling().refusals()).isEmpty();
        for (String line : List.of("require * 2", "require * 2 " + ALICE + " " + BOB)) {
            policy(line, "strong");
            assertThat(refusal()).as(line).contains("2 strong signatures");
        }
        policy("require * 1 " + BOB, "strong");
        assertThat(refusal()).contains("1 strong signature");
        signed(MALLORY, Standing.TRUSTED, YEAR);
        policy("require * 2", "strong");
        assertThat(ruling().isMetBy(Set.of(ALICE, BOB))).isFalse();
        assertThat(ruling().isMetBy(Set.of(ALICE, MALLORY))).isTrue();
    }

    @Test
    void what_the_user_wants_strong_is_counted_so_by_the_system_too() throws IOException {
        Path system = places.configs().get(1);
        write(system.resolve("injector/trust-policy"), "require * 2".getBytes());
        signed(ALICE, Standing.TRUSTED, YEAR);
        signed(BOB, Standing.TRUSTED, YEAR, "SHA-1");
        policy("strong");
        assertThat(refusal()).contains("2 strong signatures");
    }

    @Test
    void what_is_new_has_to_wait() throws IOException {
        policy("cool-down 7 " + BOB);
        signed(ALICE, Standing.TRUSTED, Duration.ofDays(6));
        assertThat(refusal()).isEqualTo("it was signed less than 7 days ago");
        signed(BOB, Standing.UNKNOWN, Duration.ofDays(1));
        assertThat(ruling().refusals()).as("an exempt key").hasSize(1);
        signers.clear();
        signed(BOB, Standing.TRUSTED, Duration.ofDays(1));
        assertThat(ruling().refusals()).isEmpty();
        signers.clear();
        signed(ALICE, Standing.TRUSTED, Duration.ofDays(7));
        assertThat(ruling().refusals()).isEmpty();
    }

    @Test
    void a_strangers_old_signature_does_not_make_a_new_feed_old() throws IOException {
        policy("cool-down 7");
        signed(MALLORY, Standing.UNKNOWN, YEAR);
        signed(ALICE, Standing.TRUSTED, Duration.ofDays(1));
        assertThat(refusal()).contains("less than 7 days");
    }

    @Test
    void where_a_domain_is_pinned_another_key_is_refused() throws IOException {
        policy("pin");
        signed(MALLORY, Standing.UNKNOWN, YEAR);
        database.trust(BOB, new TrustDomain("other.example.com"));
        assertThat(ruling().refusals()).isEmpty();
        database.trust(ALICE, DOMAIN);
        assertThat(refusal()).endsWith("have been signed by " + ALICE);
        signed(ALICE, Standing.TRUSTED, YEAR);
        assertThat(ruling().refusals()).isEmpty();
    }

    @Test
    void weak_algorithms_alone_are_refused() throws IOException {
        policy("strong");
        signed(ALICE, Standing.TRUSTED, YEAR, "SHA-1");
        assertThat(refusal()).contains("SHA-1");
        signed(MALLORY, Standing.UNKNOWN, YEAR);
        assertThat(ruling().isMetBy(Set.of(ALICE))).isFalse();
        assertThat(ruling().isMetBy(Set.of(ALICE, MALLORY))).isTrue();
    }

    @Test
    void a_file_that_cannot_be_understood_forbids_everything() throws IOException {
        signed(ALICE, Standing.TRUSTED, YEAR);
        for (String line : List.of(
                "pinn",
                "profile",
                "profile kiosk",
                "profile server x",
                "allow",
                "allow example.com ABC",
                "require * many",
                "cool-down",
                "allow http:// " + ALICE)) {
            policy("# a rule", line);
            assertThat(refusal()).as(line).contains("trust-policy", "cannot be understood: line 2: ");
        }
    }

    @Test
    void a_file_that_is_no_text_forbids_everything_and_says_what_to_do() throws IOException {
        signed(ALICE, Standing.TRUSTED, YEAR);
        write(places.config().resolve("injector/trust-policy"), new byte[] {'#', (byte) 0xe9, '\n'});
        assertThat(refusal()).contains("cannot be understood: it is no text in UTF-8: write it anew");
    }

    @Test
    void the_rules_for_all_domains_can_be_asked_for_alone() {
        PolicyLines lines = PolicyLines.of(List.of("require * 2", "require example.com 3"), PolicyLines.REQUIRE);
        assertThat(lines.about(TrustDomain.ALL).lines()).hasSize(1);
        assertThat(lines.about(DOMAIN).lines()).hasSize(2);
    }

    @Test
    void the_user_cannot_loosen_what_the_system_demands() throws IOException {
        Path system = places.configs().get(places.configs().size() - 1);
        write(system.resolve("injector/trust-policy"), ("require * 2 " + ALICE + " " + BOB).getBytes());
        policy("require * 3", "allow * " + MALLORY);
        signed(MALLORY, Standing.UNKNOWN, YEAR);
        assertThat(ruling().isMetBy(Set.of(MALLORY, ALICE))).isFalse();
        assertThat(ruling().isMetBy(Set.of(MALLORY, ALICE, BOB))).isTrue();
    }
}
