package org.slipway.signature.bouncycastle.internal;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.DSAParams;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;

import org.slipway.api.signature.KeyId;

/** A key that the packet writer has made, of a version or kind that gpg 2.2 cannot make. Source: RFC 9580, section 5.5. */
record MadeKey(int version, int algorithm, Instant created, byte[] material, PrivateKey secret) {
    static final int RSA = 1;
    static final int DSA = 17;
    static final int EDDSA_LEGACY = 22;
    static final int ED25519 = 27;
    static final int ED448 = 28;

    private static final int[] ED25519_OID = {9, 0x2B, 6, 1, 4, 1, 0xDA, 0x47, 0x0F, 1};

    static MadeKey of(int version, int algorithm, Instant created) throws GeneralSecurityException {
        return switch (algorithm) {
            case RSA -> rsa(version, created, KeyPairGenerator.getInstance("RSA"), 2048);
            case DSA -> dsa(version, created, 3072);
            default -> edwards(version, algorithm, created);
        };
    }

    private static MadeKey rsa(int version, Instant created, KeyPairGenerator generator, int size) {
        generator.initialize(size);
        KeyPair pair = generator.generateKeyPair();
        RSAPublicKey open = (RSAPublicKey) pair.getPublic();
        byte[] material = new Packets()
                .mpi(open.getModulus())
                .mpi(open.getPublicExponent())
                .bytes();
        return new MadeKey(version, RSA, created, material, pair.getPrivate());
    }

    static MadeKey dsa(int version, Instant created, int size) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("DSA");
        generator.initialize(size);
        KeyPair pair = generator.generateKeyPair();
        DSAPublicKey open = (DSAPublicKey) pair.getPublic();
        DSAParams of = open.getParams();
        byte[] material = new Packets()
                .mpi(of.getP())
                .mpi(of.getQ())
                .mpi(of.getG())
                .mpi(open.getY())
                .bytes();
        return new MadeKey(version, DSA, created, material, pair.getPrivate());
    }

    private static MadeKey edwards(int version, int algorithm, Instant created) throws GeneralSecurityException {
        String curve = algorithm == ED448 ? "Ed448" : "Ed25519";
        KeyPair pair = KeyPairGenerator.getInstance(curve).generateKeyPair();
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] point = Arrays.copyOfRange(encoded, encoded.length - (algorithm == ED448 ? 57 : 32), encoded.length);
        byte[] material = algorithm == EDDSA_LEGACY
                ? new Packets()
                        .add(ED25519_OID)
                        .mpi(new Packets().add(0x40).add(point).bytes())
                        .bytes()
                : point;
        return new MadeKey(version, algorithm, created, material, pair.getPrivate());
    }

    byte[] body() {
        Packets body = new Packets().add(version).number(created.getEpochSecond(), 4);
        if (version == 3) body.number(0, 2);
        body.add(algorithm);
        if (version == 6) body.number(material.length, 4);
        return body.add(material).bytes();
    }

    /** What is hashed of it where something is said about it. */
    byte[] hashed() {
        byte[] body = body();
        Packets hashed = version == 6
                ? new Packets().add(0x9B).number(body.length, 4)
                : new Packets().add(0x99).number(body.length, 2);
        return hashed.add(body).bytes();
    }

    byte[] fingerprint() throws GeneralSecurityException {
        return MessageDigest.getInstance(version == 6 ? "SHA-256" : "SHA-1").digest(hashed());
    }

    long id() throws GeneralSecurityException {
        byte[] from = fingerprint();
        if (version == 3) return modulus().longValue();
        int offset = version == 6 ? 0 : from.length - 8;
        return new BigInteger(1, Arrays.copyOfRange(from, offset, offset + 8)).longValue();
    }

    private BigInteger modulus() {
        int octets = ((material[0] & 0xFF) << 8 | material[1] & 0xFF) + 7 >> 3;
        return new BigInteger(1, Arrays.copyOfRange(material, 2, 2 + octets));
    }

    KeyId keyId() throws GeneralSecurityException {
        return KeyNames.id(id());
    }

    /** The part of a signature packet that is about numbers. */
    byte[] sign(byte[] input, String hash) throws GeneralSecurityException {
        return switch (algorithm) {
            case RSA ->
                new Packets().mpi(jca(hash.replace("-", "") + "withRSA", input)).bytes();
            case DSA -> pair(jca(hash.replace("-", "") + "withDSAinP1363Format", input));
            case EDDSA_LEGACY -> pair(jca("Ed25519", digest(hash, input)));
            default -> jca(algorithm == ED448 ? "Ed448" : "Ed25519", digest(hash, input));
        };
    }

    private static byte[] pair(byte[] both) {
        int half = both.length / 2;
        return new Packets()
                .mpi(Arrays.copyOf(both, half))
                .mpi(Arrays.copyOfRange(both, half, both.length))
                .bytes();
    }

    private byte[] jca(String name, byte[] input) throws GeneralSecurityException {
        Signature signer = Signature.getInstance(name);
        signer.initSign(secret);
        signer.update(input);
        return signer.sign();
    }

    static byte[] digest(String hash, byte[] input) throws GeneralSecurityException {
        return MessageDigest.getInstance(hash).digest(input);
    }
}
