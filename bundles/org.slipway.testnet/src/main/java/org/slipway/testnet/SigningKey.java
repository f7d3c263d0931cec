package org.slipway.testnet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.Locale;

import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;

/** An OpenPGP key made on the spot, that signs. */
public final class SigningKey {
    private final PGPKeyPair pair;
    private final String userId;
    private final PGPPublicKey certified;

    private SigningKey(PGPKeyPair pair, String userId) throws PGPException {
        this.pair = pair;
        this.userId = userId;
        this.certified = certify();
    }

    /** The quickest to make. */
    public static SigningKey ed25519(String userId, Instant created) {
        Ed25519KeyPairGenerator generator = new Ed25519KeyPairGenerator();
        generator.init(new Ed25519KeyGenerationParameters(new SecureRandom()));
        return of(PublicKeyAlgorithmTags.EDDSA_LEGACY, generator.generateKeyPair(), userId, created);
    }

    /** What most published feeds are signed with. */
    public static SigningKey rsa2048(String userId, Instant created) {
        RSAKeyPairGenerator generator = new RSAKeyPairGenerator();
        generator.init(new RSAKeyGenerationParameters(BigInteger.valueOf(0x10001), new SecureRandom(), 2048, 100));
        return of(PublicKeyAlgorithmTags.RSA_GENERAL, generator.generateKeyPair(), userId, created);
    }

    private static SigningKey of(int algorithm, AsymmetricCipherKeyPair pair, String userId, Instant created) {
        try {
            return new SigningKey(
                    new BcPGPKeyPair(PublicKeyPacket.VERSION_4, algorithm, pair, Date.from(created)), userId);
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    private PGPPublicKey certify() throws PGPException {
        PGPSignatureSubpacketGenerator hashed = subpackets(pair.getPublicKey().getCreationTime());
        hashed.setKeyFlags(true, KeyFlags.CERTIFY_OTHER | KeyFlags.SIGN_DATA);
        PGPSignatureGenerator generator = generator(PGPSignature.POSITIVE_CERTIFICATION, hashed);
        PGPSignature self = generator.generateCertification(userId, pair.getPublicKey());
        return PGPPublicKey.addCertification(pair.getPublicKey(), userId, self);
    }

    private PGPSignatureGenerator generator(int type, PGPSignatureSubpacketGenerator hashed) throws PGPException {
        PGPSignatureGenerator generator = new PGPSignatureGenerator(
                new BcPGPContentSignerBuilder(pair.getPublicKey().getAlgorithm(), HashAlgorithmTags.SHA256),
                pair.getPublicKey());
        generator.init(type, pair.getPrivateKey());
        generator.setHashedSubpackets(hashed.generate());
        PGPSignatureSubpacketGenerator unhashed = new PGPSignatureSubpacketGenerator();
        unhashed.setIssuerKeyID(false, pair.getKeyID());
        generator.setUnhashedSubpackets(unhashed.generate());
        return generator;
    }

    private PGPSignatureSubpacketGenerator subpackets(Date time) {
        PGPSignatureSubpacketGenerator hashed = new PGPSignatureSubpacketGenerator();
        hashed.setSignatureCreationTime(false, time);
        hashed.setIssuerFingerprint(false, pair.getPublicKey());
        return hashed;
    }

    /** 40 hexadecimal digits, upper case. */
    public String fingerprint() {
        return HexFormat.of().withUpperCase().formatHex(pair.getPublicKey().getFingerprint());
    }

    /** The 16 hexadecimal digits, upper case, that name the key's file. */
    public String keyId() {
        return String.format(Locale.ROOT, "%016X", pair.getKeyID());
    }

    /** The public key as a key file. */
    public byte[] armoured() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ArmoredOutputStream armour =
                ArmoredOutputStream.builder().clearHeaders().build(file)) {
            certified.encode(armour);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return file.toByteArray();
    }

    /** A detached binary signature. */
    byte[] sign(byte[] content, Instant time) {
        try {
            PGPSignatureGenerator generator = generator(PGPSignature.BINARY_DOCUMENT, subpackets(Date.from(time)));
            generator.update(content);
            return generator.generate().getEncoded();
        } catch (PGPException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
