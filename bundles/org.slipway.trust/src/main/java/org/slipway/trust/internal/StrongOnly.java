package org.slipway.trust.internal;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.trust.TrustPolicy;

/** {@code strong}: at least one trusted signature without weak algorithms, such as SHA-1. */
@Component
public final class StrongOnly implements TrustPolicy {
    private final PolicyFile file;

    @Activate
    public StrongOnly(@Reference PolicyFile file) {
        this.file = file;
    }

    @Override
    public Opinion judge(Case question) {
        return file.judge(PolicyLines.STRONG, lines -> {
            Set<Fingerprint> strong = strong(question);
            return strong.isEmpty()
                    ? new Opinion.Refuse("it is signed with weak algorithms only: " + weaknesses(question))
                    : new Opinion.Require(1, strong);
        });
    }

    /** The keys whose signature has no weakness. */
    static Set<Fingerprint> strong(Case question) {
        return question.signers().stream()
                .filter(signer -> signer.weaknesses().isEmpty())
                .map(Signer::key)
                .collect(Collectors.toSet());
    }

    private static String weaknesses(Case question) {
        return question.signers().stream()
                .map(Signer::weaknesses)
                .flatMap(List::stream)
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
