package org.slipway.signature.bouncycastle.internal;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

/** A signature that the packet writer makes, right or wrong. Source: RFC 9580, section 5.2. */
final class MadeSignature {
    static final int BINARY = 0x00;
    static final int TEXT = 0x01;
    static final int CERTIFICATION = 0x13;
    static final int SUBKEY_BINDING = 0x18;
    static final int PRIMARY_KEY_BINDING = 0x19;
    static final int KEY_REVOCATION = 0x20;

    static final int CREATION_TIME = 2;
    static final int ISSUER = 16;
    static final int KEY_FLAGS = 27;
    static final int EMBEDDED = 32;
    static final int ISSUER_FINGERPRINT = 33;
    static final int CRITICAL = 0x80;

    private static final Map<String, Integer> HASHES = Map.of("MD5", 1, "SHA-1", 2, "SHA-256", 8, "SHA-512", 10);

    private final MadeKey signer;
    private final int type;
    private final Packets hashed = new Packets();
    private final Packets unhashed = new Packets();
    private int version;
    private byte[] salt = {};
    private String hash;

    private MadeSignature(MadeKey signer, int type) {
        this.signer = signer;
        this.type = type;
        this.version = signer.version();
        this.hash = signer.algorithm() == MadeKey.ED448 ? "SHA-512" : "SHA-256";
    }

    /** Without any subpackets. */
    static MadeSignature bare(MadeKey signer, int type) {
        return new MadeSignature(signer, type);
    }

    /** With its time and its issuer, as a decent program makes it. */
    static MadeSignature of(MadeKey signer, int type, Instant time) throws GeneralSecurityException {
        MadeSignature signature = bare(signer, type).at(time).with(ISSUER_FINGERPRINT, issuerFingerprint(signer));
        if (signer.version() == 6) return signature.salted(signer.algorithm() == MadeKey.ED448 ? 32 : 16);
        return signature.withUnhashed(ISSUER, issuer(signer));
    }

    static byte[] issuer(MadeKey key) throws GeneralSecurityException {
        return new Packets().number(key.id(), 8).bytes();
    }

    static byte[] issuerFingerprint(MadeKey key) throws GeneralSecurityException {
        return new Packets().add(key.version()).add(key.fingerprint()).bytes();
    }

    MadeSignature at(Instant time) {
        return with(
                CREATION_TIME, new Packets().number(time.getEpochSecond(), 4).bytes());
    }

    MadeSignature with(int subpacket, byte[] body) {
        hashed.subpacket(subpacket, body);
        return this;
    }

    MadeSignature withUnhashed(int subpacket, byte[] body) {
        unhashed.subpacket(subpacket, body);
        return this;
    }

    MadeSignature hash(String other) {
        hash = other;
        return this;
    }

    MadeSignature version(int other) {
        version = other;
        return this;
    }

    MadeSignature salted(int octets) {
        salt = new byte[octets];
        Arrays.fill(salt, (byte) 7);
        return this;
    }

    byte[] packet(byte[]... about) throws GeneralSecurityException {
        return new Packets().packet(Packets.SIGNATURE, body(about)).bytes();
    }

    /** @param about what it is about: a document, or keys and user IDs as they are hashed */
    byte[] body(byte[]... about) throws GeneralSecurityException {
        Packets head = new Packets().add(version, type, signer.algorithm(), HASHES.get(hash));
        head.number(hashed.bytes().length, lengths()).add(hashed.bytes());
        byte[] input = input(head.bytes(), about);
        Packets body = new Packets().add(head.bytes());
        body.number(unhashed.bytes().length, lengths()).add(unhashed.bytes());
        body.add(Arrays.copyOf(MadeKey.digest(hash, input), 2));
        if (version == 6) body.add(salt.length).add(salt);
        return body.add(signer.sign(input, hash)).bytes();
    }

    private int lengths() {
        return version == 6 ? 4 : 2;
    }

    private byte[] input(byte[] head, byte[]... about) {
        Packets input = new Packets();
        if (version == 6) input.add(salt);
        for (byte[] part : about) input.add(part);
        return input.add(head).add(version, 0xFF).number(head.length, 4).bytes();
    }

    /** As programs of the last century made it. Source: RFC 9580, section 5.2.2. */
    static byte[] version3(MadeKey signer, int type, Instant time, byte[] document) throws GeneralSecurityException {
        byte[] hashed = new Packets().add(type).number(time.getEpochSecond(), 4).bytes();
        byte[] input = new Packets().add(document).add(hashed).bytes();
        byte[] body = new Packets()
                .add(3, 5)
                .add(hashed)
                .number(signer.id(), 8)
                .add(signer.algorithm(), HASHES.get("SHA-256"))
                .add(Arrays.copyOf(MadeKey.digest("SHA-256", input), 2))
                .add(signer.sign(input, "SHA-256"))
                .bytes();
        return new Packets().packet(Packets.SIGNATURE, body).bytes();
    }

    static byte[] userId(String text) {
        byte[] id = new Packets().text(text).bytes();
        return new Packets().add(0xB4).number(id.length, 4).add(id).bytes();
    }
}
