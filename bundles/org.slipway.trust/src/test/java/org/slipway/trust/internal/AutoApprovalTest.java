package org.slipway.trust.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.keyinfo.Vote;
import org.slipway.api.settings.Settings.Consent;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.trust.Judge.Acquaintance;
import org.slipway.api.trust.TrustDomain;
import org.slipway.api.trust.TrustPolicy.Case;
import org.slipway.api.trust.TrustPolicy.Opinion;
import org.slipway.api.trust.TrustPolicy.Signer;
import org.slipway.api.trust.TrustPolicy.Standing;
import org.slipway.model.FeedUri;
import org.slipway.testkit.TestPlaces;
import org.slipway.testkit.TestSettings;

class AutoApprovalTest {
    private static final Fingerprint KEY = new Fingerprint("A".repeat(40));
    private static final Vote GOOD = new Vote(Vote.Kind.GOOD, "known");
    private static final Vote BAD = new Vote(Vote.Kind.BAD, "unknown");

    private final TestSettings settings = new TestSettings();

    @TempDir
    Path temp;

    private Opinion opinion(Acquaintance acquaintance, Vote... votes) {
        Signer signer = new Signer(KEY, Instant.EPOCH, List.of(), List.of(votes), Standing.UNKNOWN);
        return new AutoApproval(settings, new PolicyFile(new TestPlaces(temp)))
                .judge(new Case(
                        new FeedUri.Remote("https://example.com/a.xml"),
                        new TrustDomain("example.com"),
                        List.of(signer),
                        acquaintance,
                        Instant.EPOCH));
    }

    @Test
    void one_good_vote_is_enough_for_a_new_feed() {
        assertThat(opinion(Acquaintance.NEW, GOOD)).isEqualTo(new Opinion.Approve(Set.of(KEY)));
        assertThat(opinion(Acquaintance.NEW, BAD, GOOD)).isEqualTo(new Opinion.Approve(Set.of(KEY)));
    }

    @Test
    void without_a_good_vote_somebody_else_decides() {
        assertThat(opinion(Acquaintance.NEW)).isEqualTo(new Opinion.None());
        assertThat(opinion(Acquaintance.NEW, BAD)).isEqualTo(new Opinion.None());
    }

    @Test
    void a_new_key_of_a_feed_that_is_known_is_not_approved_by_a_vote() {
        for (Acquaintance acquaintance : Acquaintance.values())
            if (acquaintance != Acquaintance.NEW)
                assertThat(opinion(acquaintance, GOOD)).isEqualTo(new Opinion.None());
    }

    @Test
    void who_has_forbidden_it_decides_alone() {
        settings.autoApproveKeys = Consent.NO;
        assertThat(opinion(Acquaintance.NEW, GOOD)).isEqualTo(new Opinion.None());
    }
}
