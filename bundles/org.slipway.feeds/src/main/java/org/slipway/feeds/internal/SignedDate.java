package org.slipway.feeds.internal;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

import org.slipway.api.signature.Signature;
import org.slipway.api.signature.Signed;
import org.slipway.api.trust.TrustDatabase;
import org.slipway.api.trust.TrustDomain;

/** A document's content and its date, which is that of the oldest signature that is trusted. */
record SignedDate(Signed signed, Instant signedAt) {

    /** Nothing if no signature is trusted now. */
    static Optional<SignedDate> of(Signed signed, TrustDomain domain, TrustDatabase trust) throws IOException {
        Optional<Instant> oldest = Optional.empty();
        for (Signature signature : signed.signatures()) {
            if (!(signature instanceof Signature.Valid valid) || !trust.trusts(valid.key(), domain)) continue;
            if (oldest.isEmpty() || valid.time().isBefore(oldest.get())) oldest = Optional.of(valid.time());
        }
        return oldest.map(time -> new SignedDate(signed, time));
    }

    /** Another text of the same second does not follow either: nobody could tell which of the two is newer. */
    boolean isNotFollowedBy(Signed other, Instant otherSignedAt) {
        return otherSignedAt.isBefore(signedAt)
                || otherSignedAt.equals(signedAt) && !Arrays.equals(signed.content(), other.content());
    }
}
