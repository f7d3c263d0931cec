package org.slipway.examples.seal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slipway.api.settings.Places;
import org.slipway.api.signature.Fingerprint;
import org.slipway.api.signature.KeyId;
import org.slipway.api.signature.Signature;
import org.slipway.api.signature.SignatureVerifier;
import org.slipway.api.signature.Signed;
import org.slipway.api.signature.Unsigned;
import org.slipway.async.Loop;

/**
 * Feeds that end in {@code <!-- Seal KEY TIME SIGNATURE -->}, in place of those that OpenPGP has signed: Ed25519, over all
 * before {@code SIGNATURE}. Keys are the lines of {@code injector/seals}; each is known by the SHA-256 of what it is.
 */
@Component(property = "service.ranking:Integer=100")
public final class Seal implements SignatureVerifier {
    private static final Pattern SEAL =
            Pattern.compile("<!-- Seal ([0-9A-F]{64}) ([0-9TZ:.-]{1,40}) ([A-Za-z0-9+/]{86}==) -->\n\\z");

    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

    private final Path file;
    private final Loop loop;

    @Activate
    public Seal(@Reference Places places, @Reference Loop loop) {
        this.file = places.config().resolve("injector/seals");
        this.loop = loop;
    }

    @Override
    public Signed verify(byte[] document) throws Unsigned {
        Matcher seal = SEAL.matcher(new String(document, ISO_8859_1));
        if (!seal.find()) throw new Unsigned("No seal is at its end");
        byte[] content = Arrays.copyOf(document, seal.start());
        byte[] covered = Arrays.copyOf(document, seal.start(3));
        try {
            return new Signed(content, List.of(signature(seal, covered)));
        } catch (DateTimeParseException | IOException | GeneralSecurityException unusable) {
            throw new Unsigned("The seal cannot be verified: " + unusable.getMessage());
        }
    }

    private Signature signature(Matcher seal, byte[] covered) throws IOException, GeneralSecurityException {
        Fingerprint name = new Fingerprint(seal.group(1));
        KeyId hint = new KeyId(name.text().substring(0, 16));
        PublicKey key = keys().get(name);
        if (key == null) return new Signature.MissingKey(hint);
        java.security.Signature verifier = java.security.Signature.getInstance("Ed25519");
        verifier.initVerify(key);
        verifier.update(covered);
        if (!verifier.verify(Base64.getDecoder().decode(seal.group(3))))
            return new Signature.Bad(hint, Signature.Flaw.MISMATCH);
        Instant time = Instant.parse(seal.group(2));
        // No honest feed that is signed later could replace it.
        if (time.isAfter(loop.clock().instant().plus(CLOCKS_DIFFER)))
            return new Signature.Bad(hint, Signature.Flaw.FROM_THE_FUTURE);
        return new Signature.Valid(name, time, List.of());
    }

    private Map<Fingerprint, PublicKey> keys() throws IOException, GeneralSecurityException {
        Map<Fingerprint, PublicKey> keys = new HashMap<>();
        if (!Files.exists(file)) return keys;
        for (String line : Files.readAllLines(file)) {
            PublicKey key = key(line);
            keys.put(nameOf(key.getEncoded()), key);
        }
        return keys;
    }

    private PublicKey key(String line) throws GeneralSecurityException {
        try {
            byte[] encoded = Base64.getDecoder().decode(line);
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (IllegalArgumentException | InvalidKeySpecException garbled) {
            throw new GeneralSecurityException("'" + line + "' in " + file + " is no key. Remove the line", garbled);
        }
    }

    static Fingerprint nameOf(byte[] key) throws GeneralSecurityException {
        return new Fingerprint(HexFormat.of()
                .withUpperCase()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(key)));
    }
}
