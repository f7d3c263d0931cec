package org.slipway.trust.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.keyinfo.Vote;
import org.slipway.api.settings.Settings;
import org.slipway.api.settings.Settings.Consent;
import org.slipway.api.trust.Judge.Acquaintance;
import org.slipway.api.trust.TrustPolicy;

/** Trusts the key of a feed never seen before by a good vote, if the user has not forbidden it. */
@Component(property = "service.ranking:Integer=-1000")
public final class AutoApproval implements TrustPolicy {

    private final Settings settings;

    @Activate
    public AutoApproval(@Reference Settings settings) {
        this.settings = settings;
    }

    @Override
    public Opinion judge(Case question) {
        boolean wellKnown = question.votes().stream().anyMatch(vote -> vote.kind() == Vote.Kind.GOOD);
        return wellKnown && question.acquaintance() == Acquaintance.NEW && settings.autoApproveKeys() == Consent.YES
                ? Opinion.TRUST
                : Opinion.NONE;
    }
}
