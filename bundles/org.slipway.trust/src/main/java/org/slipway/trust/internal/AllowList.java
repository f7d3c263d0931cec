package org.slipway.trust.internal;

import java.util.HashSet;
import java.util.Set;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.trust.TrustPolicy;

/** {@code allow DOMAIN FINGERPRINT...}: these keys need no question for the domain, and no others will do. */
@Component
public final class AllowList implements TrustPolicy {
    private final PolicyFile file;

    @Activate
    public AllowList(@Reference PolicyFile file) {
        this.file = file;
    }

    @Override
    public Opinion judge(Case question) {
        return file.judge(PolicyLines.ALLOW, lines -> {
            PolicyLines about = lines.about(question.domain());
            if (about.isEmpty()) return new Opinion.None();
            Set<Fingerprint> allowed = new HashSet<>();
            for (PolicyLine line : about.lines()) allowed.addAll(line.keys(1));
            allowed.retainAll(question.signers().stream().map(Signer::key).toList());
            return allowed.isEmpty()
                    ? new Opinion.Refuse("none of its keys is on the list of those allowed for " + question.domain())
                    : new Opinion.Approve(allowed);
        });
    }
}
