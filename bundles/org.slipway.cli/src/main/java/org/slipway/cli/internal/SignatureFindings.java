package org.slipway.cli.internal;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.slipway.api.signature.Signature;
import org.slipway.api.signature.Unsigned;
import org.slipway.api.trust.TrustDatabase;
import org.slipway.api.trust.TrustDomain;
import org.slipway.cli.internal.Finding.Severity;
import org.slipway.model.FeedUri;

/** Who has signed a feed, and whether that will do. */
final class SignatureFindings {
    /** {@link Signers}, or another. */
    interface Verifier {
        List<Signature> all(byte[] document) throws Complaint, Unsigned;
    }

    private final Verifier verifier;
    private final TrustDatabase trust;

    SignatureFindings(Verifier verifier, TrustDatabase trust) {
        this.verifier = verifier;
        this.trust = trust;
    }

    /** @param uri of a feed that is for publishing, which has to be signed */
    List<Finding> of(byte[] document, Optional<String> uri) throws IOException {
        int line = 0;
        try {
            Optional<SignatureComment> comment = SignatureComment.of(document);
            if (comment.isEmpty()) return unsigned(uri);
            line = comment.get().line();
            return signed(verifier.all(document), line, domain(uri));
        } catch (Complaint | Unsigned malformed) {
            return List.of(new Finding(Severity.ERROR, line, malformed.getMessage()));
        }
    }

    private static List<Finding> unsigned(Optional<String> uri) {
        if (uri.isEmpty()) return List.of();
        return List.of(new Finding(Severity.WARNING, 0, "It is not signed: slipway feed sign FILE does that"));
    }

    /** The feed's own check says what is wrong with a URI that has none. */
    private static Optional<TrustDomain> domain(Optional<String> uri) {
        try {
            return uri.map(text -> TrustDomain.of(new FeedUri.Remote(text)));
        } catch (IllegalArgumentException unfit) {
            return Optional.empty();
        }
    }

    private List<Finding> signed(List<Signature> signatures, int line, Optional<TrustDomain> domain)
            throws IOException {
        // One that is in order is enough for users.
        Severity severity =
                signatures.stream().anyMatch(Signature.Valid.class::isInstance) ? Severity.WARNING : Severity.ERROR;
        List<Finding> findings = new ArrayList<>();
        for (Signature signature : signatures) {
            if (signature instanceof Signature.Valid valid) {
                findings.add(new Finding(Severity.NOTE, line, text(valid, domain)));
                for (String weak : valid.weaknesses())
                    findings.add(new Finding(Severity.WARNING, line, "The signature is weak: " + weak));
            } else {
                findings.add(new Finding(
                        signature instanceof Signature.MissingKey ? Severity.WARNING : severity,
                        line,
                        text(signature)));
            }
        }
        return findings;
    }

    private String text(Signature.Valid valid, Optional<TrustDomain> domain) throws IOException {
        String signed =
                "Signed on " + LocalDate.ofInstant(valid.time(), ZoneOffset.UTC) + " with the key " + valid.key();
        if (domain.isEmpty()) return signed;
        String name = domain.get().text();
        return trust.trusts(valid.key(), domain.get())
                ? signed + ", which you trust for " + name
                : signed + ", which you do not trust for " + name;
    }

    private static String text(Signature signature) {
        return signature.fold(
                valid -> "",
                bad -> "The signature by the key " + bad.issuer() + " is not good: " + FeedSentences.flaw(bad.flaw()),
                missing -> "The key " + missing.issuer() + " that has signed it is not known here",
                unsupported ->
                        "The signature by the key " + unsupported.issuer() + " is not accepted: " + unsupported.why());
    }
}
