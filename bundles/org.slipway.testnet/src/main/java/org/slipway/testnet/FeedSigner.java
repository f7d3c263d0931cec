package org.slipway.testnet;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Base64;

/** Appends the signature block that makes a document a signed feed. */
public final class FeedSigner {
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(76, new byte[] {'\n'});

    private FeedSigner() {}

    /** @param keys sign all of them, in this order, at the same time */
    public static byte[] sign(String document, Instant time, SigningKey... keys) {
        byte[] content = (document.endsWith("\n") ? document : document + "\n").getBytes(UTF_8);
        ByteArrayOutputStream signatures = new ByteArrayOutputStream();
        for (SigningKey key : keys) signatures.writeBytes(key.sign(content, time));
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.writeBytes(content);
        signed.writeBytes("<!-- Base64 Signature\n".getBytes(US_ASCII));
        signed.writeBytes(LINES.encode(signatures.toByteArray()));
        signed.writeBytes("\n\n-->\n".getBytes(US_ASCII));
        return signed.toByteArray();
    }
}
