package org.slipway.trust.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.slipway.api.keyinfo.Vote;
import org.slipway.api.settings.Settings.Consent;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.trust.Judge.Acquaintance;
import org.slipway.api.trust.TrustDomain;
import org.slipway.api.trust.TrustPolicy.Case;
import org.slipway.api.trust.TrustPolicy.Opinion;
import org.slipway.model.FeedUri;
import org.slipway.testkit.TestSettings;

class AutoApprovalTest {
    private static final Vote GOOD = new Vote(Vote.Kind.GOOD, "known");
    private static final Vote BAD = new Vote(Vote.Kind.BAD, "unknown");

    private final TestSettings settings = new TestSettings();

    private Opinion opinion(Acquaintance acquaintance, Vote... votes) {
        return new AutoApproval(settings)
                .judge(new Case(
                        new FeedUri.Remote("https://example.com/a.xml"),
                        new TrustDomain("example.com"),
                        new Fingerprint("A".repeat(40)),
                        List.of(votes),
                        acquaintance));
    }

    @Test
    void one_good_vote_is_enough_for_a_new_feed() {
        assertThat(opinion(Acquaintance.NEW, GOOD)).isEqualTo(Opinion.TRUST);
        assertThat(opinion(Acquaintance.NEW, BAD, GOOD)).isEqualTo(Opinion.TRUST);
    }

    @Test
    void without_a_good_vote_somebody_else_decides() {
        assertThat(opinion(Acquaintance.NEW)).isEqualTo(Opinion.NONE);
        assertThat(opinion(Acquaintance.NEW, BAD)).isEqualTo(Opinion.NONE);
    }

    @Test
    void a_new_key_of_a_feed_that_is_known_is_not_approved_by_a_vote() {
        for (Acquaintance acquaintance : Acquaintance.values())
            if (acquaintance != Acquaintance.NEW)
                assertThat(opinion(acquaintance, GOOD)).isEqualTo(Opinion.NONE);
    }

    @Test
    void who_has_forbidden_it_decides_alone() {
        settings.autoApproveKeys = Consent.NO;
        assertThat(opinion(Acquaintance.NEW, GOOD)).isEqualTo(Opinion.NONE);
    }
}
