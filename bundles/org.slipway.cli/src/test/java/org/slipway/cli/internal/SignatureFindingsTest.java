package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.signature.KeyId;
import org.slipway.api.signature.Signature;
import org.slipway.api.signature.Signature.Flaw;
import org.slipway.api.signature.Unsigned;
import org.slipway.api.trust.TrustDatabase;
import org.slipway.api.trust.TrustDomain;

class SignatureFindingsTest {
    private static final String SIGNED = "<?xml version='1.0'?>\n<a/>\n<!-- Base64 Signature\nAQID\n\n-->\n";
    private static final Optional<String> URI = Optional.of("https://example.com/a.xml");
    private static final Fingerprint KEY = new Fingerprint("A".repeat(40));
    private static final KeyId ISSUER = new KeyId("B".repeat(16));
    private static final Signature VALID = new Signature.Valid(KEY, Instant.EPOCH, List.of());

    private static List<String> findings(String document, Optional<String> uri, Signature... signatures)
            throws Exception {
        return new SignatureFindings(bytes -> List.of(signatures), new Trusting(Set.of(new TrustDomain("example.com"))))
                .of(document.getBytes(UTF_8), uri).stream()
                        .map(finding -> finding.line("f"))
                        .toList();
    }

    private record Trusting(Set<TrustDomain> domains) implements TrustDatabase {
        @Override
        public Set<TrustDomain> domains(Fingerprint key) {
            return key.equals(KEY) ? domains : Set.of();
        }

        @Override
        public Map<Fingerprint, Set<TrustDomain>> all() {
            return Map.of(KEY, domains);
        }

        @Override
        public void trust(Fingerprint key, TrustDomain domain) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void distrust(Fingerprint key, TrustDomain domain) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void who_has_signed_is_told_and_whether_that_is_believed() throws Exception {
        assertThat(findings(SIGNED, URI, VALID))
                .containsExactly(
                        "f:3: note: Signed on 1970-01-01 with the key " + KEY + ", which you trust for example.com");
        assertThat(findings(SIGNED, Optional.of("https://example.org/a.xml"), VALID))
                .singleElement()
                .asString()
                .endsWith("do not trust for example.org");
        assertThat(findings(SIGNED, URI, new Signature.Valid(KEY, Instant.EPOCH, List.of("SHA-1"))))
                .contains("f:3: warning: The signature is weak: SHA-1");
    }

    @Test
    void a_signature_that_nobody_accepts_is_an_error_unless_there_is_a_good_one() throws Exception {
        Signature changed = new Signature.Bad(ISSUER, Flaw.MISMATCH);
        assertThat(findings(SIGNED, URI, changed))
                .containsExactly("f:3: error: The signature by the key " + ISSUER
                        + " is not good: the document was changed after it was signed");
        assertThat(findings(SIGNED, URI, changed, VALID)).anyMatch(line -> line.contains("warning"));
        assertThat(findings(SIGNED, URI, new Signature.Unsupported(ISSUER, "MD5")))
                .singleElement()
                .asString()
                .contains("error", "MD5");
        assertThat(findings(SIGNED, URI, new Signature.MissingKey(ISSUER)))
                .singleElement()
                .asString()
                .contains("warning");
    }

    @Test
    void only_what_is_for_publishing_has_to_be_signed() throws Exception {
        assertThat(findings("<a/>", URI)).singleElement().asString().contains("warning", "feed sign");
        assertThat(findings("<a/>", Optional.empty())).isEmpty();
    }

    @Test
    void a_signature_that_cannot_be_read_is_an_error() throws Exception {
        SignatureFindings broken = new SignatureFindings(
                bytes -> {
                    throw new Unsigned("it is no Base64");
                },
                new Trusting(Set.of()));
        assertThat(broken.of(SIGNED.getBytes(UTF_8), URI))
                .extracting(finding -> finding.line("f"))
                .containsExactly("f:3: error: it is no Base64");
        assertThat(findings(SIGNED + "<b/>", URI)).singleElement().asString().contains("error", "behind");
    }
}
