package org.slipway.trust.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.trust.TrustPolicy;

/** {@code cool-down DAYS [FINGERPRINT...]}: nothing that was signed more recently, unless one of these keys has signed it. */
@Component
public final class CoolDown implements TrustPolicy {
    private final PolicyFile file;

    @Activate
    public CoolDown(@Reference PolicyFile file) {
        this.file = file;
    }

    @Override
    public Opinion judge(Case question) {
        return file.judge(PolicyLines.COOL_DOWN, lines -> {
            for (PolicyLine line : lines.lines()) {
                Duration age = Duration.ofDays(line.count(0));
                Set<Fingerprint> exempt = line.keys(1);
                Instant latest = question.now().minus(age);
                boolean suits = counting(question).stream()
                        .anyMatch(signer -> exempt.contains(signer.key())
                                || !signer.signedAt().isAfter(latest));
                if (!suits) return new Opinion.Refuse("it was signed less than " + age.toDays() + " days ago");
            }
            return new Opinion.None();
        });
    }

    /** A signature of somebody whom nobody trusts says nothing about the age of what others have signed. */
    private static List<Signer> counting(Case question) {
        List<Signer> trusted = question.signers().stream()
                .filter(signer -> signer.standing() == Standing.TRUSTED)
                .toList();
        return trusted.isEmpty() ? question.signers() : trusted;
    }
}
