package org.slipway.trust.internal;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.keyinfo.Vote;
import org.slipway.api.settings.Settings;
import org.slipway.api.settings.Settings.Consent;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.trust.Judge.Acquaintance;
import org.slipway.api.trust.TrustPolicy;

/**
 * Trusts the keys of a feed never seen before by a good vote, if the user has not forbidden it, and this is no server:
 * {@code profile server} in the policy file.
 */
@Component
public final class AutoApproval implements TrustPolicy {
    private final Settings settings;
    private final PolicyFile file;

    @Activate
    public AutoApproval(@Reference Settings settings, @Reference PolicyFile file) {
        this.settings = settings;
        this.file = file;
    }

    @Override
    public Opinion judge(Case question) {
        Set<Fingerprint> wellKnown = question.signers().stream()
                .filter(signer -> signer.votes().stream().anyMatch(vote -> vote.kind() == Vote.Kind.GOOD))
                .map(Signer::key)
                .collect(Collectors.toSet());
        boolean asked = question.acquaintance() == Acquaintance.KNOWN || settings.autoApproveKeys() == Consent.NO;
        return wellKnown.isEmpty() || asked || isServer() ? new Opinion.None() : new Opinion.Approve(wellKnown);
    }

    /** A file that cannot be understood may say so. */
    private boolean isServer() {
        Opinion server = file.judge(PolicyLines.PROFILE, lines -> new Opinion.Refuse("it is a server"));
        return !Ruling.of(List.of(server)).refusals().isEmpty();
    }
}
