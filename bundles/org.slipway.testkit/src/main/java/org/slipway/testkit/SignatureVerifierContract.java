package org.slipway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.signature.Signature;
import org.slipway.api.signature.SignatureVerifier;
import org.slipway.api.signature.Signed;
import org.slipway.api.signature.Unsigned;

/** What every verifier of signatures does, whatever kind of signature it knows. */
public abstract class SignatureVerifierContract {
    private static final String CONTENT = "<?xml version=\"1.0\"?>\n<interface/>\n";

    protected abstract SignatureVerifier verifier() throws Exception;

    /** The content with a signature by {@link #signer}, whose key the verifier has. */
    protected abstract byte[] sign(byte[] content) throws Exception;

    protected abstract Fingerprint signer();

    private byte[] signed() throws Exception {
        return sign(CONTENT.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isValid(Signature signature) {
        return signature instanceof Signature.Valid;
    }

    @Test
    void who_signed_is_known_by_the_whole_fingerprint() throws Exception {
        Signed signed = verifier().verify(signed());

        assertThat(new String(signed.content(), StandardCharsets.UTF_8)).isEqualTo(CONTENT);
        assertThat(signed.signatures())
                .singleElement()
                .isInstanceOfSatisfying(
                        Signature.Valid.class, valid -> assertThat(valid.key()).isEqualTo(signer()));
    }

    @Test
    void a_document_without_signature_is_not_one_whose_signatures_are_all_good() {
        for (String document : List.of("", CONTENT, CONTENT + "<!-- comment -->\n"))
            assertThatThrownBy(() -> verifier().verify(document.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(Unsigned.class);
    }

    @Test
    void a_changed_document_has_no_valid_signature() throws Exception {
        byte[] document = signed();
        for (int at = 0; at < CONTENT.length(); at += 5) {
            byte[] changed = document.clone();
            changed[at] ^= 1;
            assertNotBelieved(changed);
        }
    }

    @Test
    void what_is_cut_off_or_added_is_never_valid() throws Exception {
        byte[] document = signed();
        for (int length = 0; length < document.length - 1; length += 7)
            assertNotBelieved(Arrays.copyOf(document, length));
        assertNotBelieved((CONTENT + new String(document, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
    }

    private void assertNotBelieved(byte[] document) throws Exception {
        try {
            Signed signed = verifier().verify(document);
            if (new String(signed.content(), StandardCharsets.UTF_8).equals(CONTENT)) return;
            assertThat(signed.signatures()).noneMatch(SignatureVerifierContract::isValid);
        } catch (Unsigned refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }
}
