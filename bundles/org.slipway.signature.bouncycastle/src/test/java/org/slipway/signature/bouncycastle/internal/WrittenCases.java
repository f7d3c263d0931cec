package org.slipway.signature.bouncycastle.internal;

import static org.slipway.signature.bouncycastle.internal.GnuPgCases.FEED;
import static org.slipway.signature.bouncycastle.internal.MadeSignature.BINARY;
import static org.slipway.signature.bouncycastle.internal.MadeSignature.CRITICAL;
import static org.slipway.signature.bouncycastle.internal.MadeSignature.EMBEDDED;
import static org.slipway.signature.bouncycastle.internal.MadeSignature.ISSUER;
import static org.slipway.signature.bouncycastle.internal.MadeSignature.ISSUER_FINGERPRINT;
import static org.slipway.signature.bouncycastle.internal.MadeSignature.KEY_REVOCATION;
import static org.slipway.signature.bouncycastle.internal.MadeSignature.PRIMARY_KEY_BINDING;
import static org.slipway.signature.bouncycastle.internal.MadeSignature.SUBKEY_BINDING;
import static org.slipway.signature.bouncycastle.internal.MadeSignature.TEXT;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.slipway.signature.bouncycastle.internal.SignatureCase.Oracle;

/** What no decent program makes, or gpg 2.2 cannot: written packet by packet. */
final class WrittenCases {
    private static final Instant THEN = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant SINCE = Instant.parse("2025-01-01T00:00:00Z");
    private static final byte[] NEW_LINES =
            new String(FEED, StandardCharsets.UTF_8).replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);

    private final List<SignatureCase> cases = new ArrayList<>();
    private final MadeKey key = MadeKey.of(4, MadeKey.EDDSA_LEGACY, THEN);
    private final MadeKey subkey = MadeKey.of(4, MadeKey.EDDSA_LEGACY, THEN);
    private final MadeKey stranger = MadeKey.of(4, MadeKey.EDDSA_LEGACY, THEN);
    private final MadeKey rsa = MadeKey.of(4, MadeKey.RSA, THEN);
    private final byte[] certificate = Certified.of(key).bytes();

    WrittenCases() throws GeneralSecurityException {}

    List<SignatureCase> make() throws GeneralSecurityException {
        ordinary();
        version3();
        version6();
        subpackets();
        issuers();
        types();
        subkeys();
        primaryKeys();
        packets();
        return cases;
    }

    private void add(String name, byte[] packets, byte[] keys, String expected) {
        cases.add(new SignatureCase(name, FEED, packets, keys, expected, Oracle.GPG_AGREES, ""));
    }

    private void differs(String name, byte[] packets, byte[] keys, String expected, String why) {
        cases.add(new SignatureCase(name, FEED, packets, keys, expected, Oracle.GPG_DIFFERS, why));
    }

    /** @param section of RFC 9580 */
    private void unknown(String name, byte[] packets, byte[] keys, String expected, String section) {
        cases.add(new SignatureCase(name, FEED, packets, keys, expected, Oracle.RFC, section));
    }

    private MadeSignature ours() throws GeneralSecurityException {
        return MadeSignature.of(key, BINARY, SINCE);
    }

    private void ordinary() throws GeneralSecurityException {
        add("written", ours().packet(FEED), certificate, "valid");
        add("written in text mode", MadeSignature.of(key, TEXT, SINCE).packet(NEW_LINES), certificate, "valid");
        MadeKey dsa = MadeKey.of(4, MadeKey.DSA, THEN);
        add(
                "DSA-3072",
                MadeSignature.of(dsa, BINARY, SINCE).packet(FEED),
                Certified.of(dsa).bytes(),
                "valid");
        byte[] ofRsa = Certified.of(rsa).bytes();
        add("RSA", MadeSignature.of(rsa, BINARY, SINCE).packet(FEED), ofRsa, "valid");
        add("MD5 today", MadeSignature.of(rsa, BINARY, SINCE).hash("MD5").packet(FEED), ofRsa, "unsupported MD5");
    }

    private void version3() throws GeneralSecurityException {
        byte[] keys = Certified.of(rsa).bytes();
        add("version 3", MadeSignature.version3(rsa, BINARY, SINCE, FEED), keys, "valid");
        add("version 3 in text mode", MadeSignature.version3(rsa, TEXT, SINCE, NEW_LINES), keys, "valid");
        add(
                "version 3 of another document",
                MadeSignature.version3(rsa, BINARY, SINCE, NEW_LINES),
                keys,
                "bad MISMATCH");
        add(
                "version 3 older than its key",
                MadeSignature.version3(rsa, BINARY, THEN.minusSeconds(9), FEED),
                keys,
                "bad WRONG_KEY_USAGE");
        MadeKey old = MadeKey.of(3, MadeKey.RSA, THEN);
        byte[] oldKey = new Packets()
                .packet(Packets.PUBLIC_KEY, old.body())
                .packet(Packets.USER_ID, SignatureCase.text("Old"))
                .bytes();
        add("key of version 3", MadeSignature.version3(old, BINARY, SINCE, FEED), oldKey, "missing");
    }

    private void version6() throws GeneralSecurityException {
        for (int algorithm : List.of(MadeKey.ED25519, MadeKey.ED448, MadeKey.RSA)) {
            MadeKey modern = MadeKey.of(6, algorithm, THEN);
            byte[] keys = Certified.of(modern).bytes();
            String name = "version 6, algorithm " + algorithm;
            unknown(name, MadeSignature.of(modern, BINARY, SINCE).packet(FEED), keys, "valid", "5.2.4");
            unknown(name + ", text", MadeSignature.of(modern, TEXT, SINCE).packet(NEW_LINES), keys, "valid", "5.2.1.2");
            unknown(
                    name + ", changed",
                    MadeSignature.of(modern, BINARY, SINCE).packet(NEW_LINES),
                    keys,
                    "bad MISMATCH",
                    "5.2.4");
            unknown(
                    name + ", salt too short",
                    MadeSignature.of(modern, BINARY, SINCE).salted(8).packet(FEED),
                    keys,
                    "not valid",
                    "5.2.3");
            unknown(
                    name + ", version 4 by it",
                    MadeSignature.of(modern, BINARY, SINCE).version(4).salted(0).packet(FEED),
                    keys,
                    "not valid",
                    "5.2");
            unknown(
                    name + ", unknown critical subpacket",
                    MadeSignature.of(modern, BINARY, SINCE)
                            .with(100 | CRITICAL, new byte[1])
                            .packet(FEED),
                    keys,
                    "unsupported critical subpacket 100",
                    "5.2.3.7");
        }
        for (int algorithm : List.of(MadeKey.ED25519, MadeKey.ED448)) {
            MadeKey four = MadeKey.of(4, algorithm, THEN);
            unknown(
                    "version 4, algorithm " + algorithm,
                    MadeSignature.of(four, BINARY, SINCE).packet(FEED),
                    Certified.of(four).bytes(),
                    "valid",
                    "5.5.5.9");
        }
        unknown(
                "version 6 by a key of version 4",
                ours().version(6).salted(16).packet(FEED),
                certificate,
                "not valid",
                "5.2");
    }

    private void subpackets() throws GeneralSecurityException {
        add("unknown subpacket", ours().with(100, new byte[3]).packet(FEED), certificate, "valid");
        add(
                "unknown critical subpacket",
                ours().with(100 | CRITICAL, new byte[3]).packet(FEED),
                certificate,
                "unsupported critical subpacket 100");
        add("empty unknown subpacket", ours().with(101, new byte[0]).packet(FEED), certificate, "valid");
        add(
                "unknown subpacket that nobody signed",
                ours().withUnhashed(100, new byte[3]).packet(FEED),
                certificate,
                "valid");
        differs(
                "critical one that nobody signed",
                ours().withUnhashed(100 | CRITICAL, new byte[3]).packet(FEED),
                certificate,
                "valid",
                "whoever passes a document on could have it refused");
        byte[] notation = new Packets()
                .number(0x80000000L, 4)
                .number(1, 2)
                .number(60_000, 2)
                .text("a")
                .add(new byte[60_000])
                .bytes();
        differs(
                "huge notation",
                ours().with(20, notation).packet(FEED),
                certificate,
                "valid",
                "the RFC allows 65,535 octets");
        byte[] time = new Packets().number(SINCE.getEpochSecond(), 4).bytes();
        add(
                "critical time",
                MadeSignature.bare(key, BINARY)
                        .with(2 | CRITICAL, time)
                        .with(ISSUER_FINGERPRINT, MadeSignature.issuerFingerprint(key))
                        .withUnhashed(ISSUER, MadeSignature.issuer(key))
                        .packet(FEED),
                certificate,
                "valid");
        byte[] timeless = MadeSignature.bare(key, BINARY)
                .withUnhashed(ISSUER, MadeSignature.issuer(key))
                .packet(FEED);
        add("no time", timeless, certificate, "unsupported signature without a time");
        add(
                "time that nobody signed",
                MadeSignature.bare(key, BINARY)
                        .with(ISSUER, MadeSignature.issuer(key))
                        .withUnhashed(2, time)
                        .packet(FEED),
                certificate,
                "unsupported signature without a time");
        add("two times", ours().at(THEN).packet(FEED), certificate, "valid");
        byte[] day = new Packets().number(86_400, 4).bytes();
        add(
                "critical expiry, passed",
                ours().with(3 | CRITICAL, day).packet(FEED),
                certificate,
                "bad SIGNATURE_EXPIRED");
        add("expiry that nobody signed", ours().withUnhashed(3, day).packet(FEED), certificate, "valid");
        critical(4, 1, "valid");
        critical(7, 1, "valid");
        critical(9, 4, "valid");
        critical(11, 1, "valid");
        critical(21, 1, "valid");
        critical(22, 1, "valid");
        critical(24, 1, "valid");
        critical(25, 1, "valid");
        critical(26, 1, "valid");
        critical(27, 1, "valid");
        critical(29, 1, "valid");
        critical(30, 1, "valid");
        for (int known : List.of(23, 28))
            differs(
                    "critical subpacket " + known,
                    ours().with(known | CRITICAL, new byte[1]).packet(FEED),
                    certificate,
                    "valid",
                    "it is known what it says, and that is nothing about a document");
        for (int delegation : List.of(5, 6, 12))
            differs(
                    "critical subpacket " + delegation,
                    ours().with(delegation | CRITICAL, new byte[delegation == 5 ? 2 : 22])
                            .packet(FEED),
                    certificate,
                    "unsupported critical subpacket " + delegation,
                    "we do not follow what keys say about other keys");
        for (int unheard : List.of(10, 31, 37, 60, 127)) {
            byte[] signature = ours().with(unheard | CRITICAL, new byte[34]).packet(FEED);
            add("critical subpacket " + unheard, signature, certificate, "unsupported critical subpacket " + unheard);
        }
    }

    private void critical(int type, int size, String expected) throws GeneralSecurityException {
        byte[] signature = ours().with(type | CRITICAL, new byte[size]).packet(FEED);
        add("critical subpacket " + type, signature, certificate, expected);
    }

    private void issuers() throws GeneralSecurityException {
        MadeSignature nobody = MadeSignature.bare(key, BINARY).at(SINCE);
        add("no issuer", nobody.packet(FEED), certificate, "missing");
        add(
                "issuer only by its ID",
                MadeSignature.bare(key, BINARY)
                        .at(SINCE)
                        .with(ISSUER, MadeSignature.issuer(key))
                        .packet(FEED),
                certificate,
                "valid");
        add(
                "issuer only by its fingerprint",
                MadeSignature.bare(key, BINARY)
                        .at(SINCE)
                        .with(ISSUER_FINGERPRINT, MadeSignature.issuerFingerprint(key))
                        .packet(FEED),
                certificate,
                "valid");
        add(
                "issuer only where nobody signed",
                MadeSignature.bare(key, BINARY)
                        .at(SINCE)
                        .withUnhashed(ISSUER, MadeSignature.issuer(key))
                        .packet(FEED),
                certificate,
                "valid");
        byte[] both = new Packets()
                .add(certificate)
                .add(Certified.of(stranger).bytes())
                .bytes();
        add(
                "issuer ID of another key",
                MadeSignature.bare(key, BINARY)
                        .at(SINCE)
                        .with(ISSUER, MadeSignature.issuer(stranger))
                        .packet(FEED),
                both,
                "bad MISMATCH");
        add("two issuers", ours().with(ISSUER, MadeSignature.issuer(stranger)).packet(FEED), both, "valid");
    }

    private void types() throws GeneralSecurityException {
        for (int type : List.of(0x02, 0x10, 0x13, 0x18, 0x1F, 0x20, 0x40, 0x50))
            add(
                    "signature of type " + type,
                    MadeSignature.of(key, type, SINCE).packet(FEED),
                    certificate,
                    "unsupported signature type " + type);
    }

    private byte[] by(MadeKey signer) throws GeneralSecurityException {
        return MadeSignature.of(signer, BINARY, SINCE).packet(FEED);
    }

    private void subkeys() throws GeneralSecurityException {
        Certified owner = Certified.of(key);
        add(
                "subkey",
                by(subkey),
                owner.with(subkey, owner.agreed(subkey).with(EMBEDDED, owner.back(subkey, subkey)))
                        .bytes(),
                "valid");
        add(
                "subkey, its agreement unsigned",
                by(subkey),
                Certified.of(key)
                        .with(subkey, owner.agreed(subkey).withUnhashed(EMBEDDED, owner.back(subkey, subkey)))
                        .bytes(),
                "valid");
        add(
                "subkey without back-signature",
                by(subkey),
                Certified.of(key).with(subkey, owner.agreed(subkey)).bytes(),
                "bad UNBOUND_SUBKEY");
        add(
                "back-signature of another",
                by(subkey),
                Certified.of(key)
                        .with(subkey, owner.agreed(subkey).with(EMBEDDED, owner.back(subkey, stranger)))
                        .bytes(),
                "bad UNBOUND_SUBKEY");
        add(
                "subkey bound by a stranger",
                by(subkey),
                Certified.of(key)
                        .with(
                                subkey,
                                MadeSignature.of(stranger, SUBKEY_BINDING, THEN)
                                        .with(27, new byte[] {2})
                                        .with(EMBEDDED, owner.back(subkey, subkey)))
                        .bytes(),
                "bad UNBOUND_SUBKEY");
        Certified thief = Certified.of(stranger);
        add(
                "subkey taken by a thief",
                by(subkey),
                thief.with(subkey, thief.agreed(subkey).with(EMBEDDED, owner.back(subkey, subkey)))
                        .bytes(),
                "bad UNBOUND_SUBKEY");
        add(
                "subkey that is not for signing",
                by(subkey),
                Certified.of(key)
                        .with(
                                subkey,
                                MadeSignature.of(key, SUBKEY_BINDING, THEN)
                                        .with(27, new byte[] {12})
                                        .with(EMBEDDED, owner.back(subkey, subkey)))
                        .bytes(),
                "bad WRONG_KEY_USAGE");
        add(
                "subkey with no binding",
                by(subkey),
                Certified.of(key).with(Packets.SUBKEY, subkey.body()).bytes(),
                "bad UNBOUND_SUBKEY");
        add(
                "binding with an unknown critical subpacket",
                by(subkey),
                Certified.of(key)
                        .with(
                                subkey,
                                owner.agreed(subkey)
                                        .with(EMBEDDED, owner.back(subkey, subkey))
                                        .with(100 | CRITICAL, new byte[1]))
                        .bytes(),
                "bad UNBOUND_SUBKEY");
        byte[] day = new Packets().number(86_400, 4).bytes();
        add(
                "binding for a day",
                by(subkey),
                Certified.of(key)
                        .with(subkey, owner.agreed(subkey).with(3, day).with(EMBEDDED, owner.back(subkey, subkey)))
                        .bytes(),
                "bad UNBOUND_SUBKEY");
        byte[] back = MadeSignature.of(subkey, PRIMARY_KEY_BINDING, THEN)
                .with(100 | CRITICAL, new byte[1])
                .body(key.hashed(), subkey.hashed());
        add(
                "back-signature with an unknown critical subpacket",
                by(subkey),
                Certified.of(key)
                        .with(subkey, owner.agreed(subkey).with(EMBEDDED, back))
                        .bytes(),
                "bad UNBOUND_SUBKEY");
    }

    private void primaryKeys() throws GeneralSecurityException {
        add(
                "key without flags",
                by(key),
                Certified.named(key)
                        .certified(MadeSignature.of(key, 0x13, THEN))
                        .bytes(),
                "valid");
        add(
                "key for certifying only",
                by(key),
                Certified.named(key)
                        .certified(MadeSignature.of(key, 0x13, THEN).with(27, new byte[] {1}))
                        .bytes(),
                "bad WRONG_KEY_USAGE");
        add(
                "key for encryption only",
                by(key),
                Certified.named(key)
                        .certified(MadeSignature.of(key, 0x13, THEN).with(27, new byte[] {12}))
                        .bytes(),
                "bad WRONG_KEY_USAGE");
        add("key that does not certify itself", by(key), Certified.named(key).bytes(), "bad WRONG_KEY_USAGE");
        add(
                "key certified by a stranger",
                by(key),
                Certified.named(key)
                        .certified(MadeSignature.of(stranger, 0x13, THEN))
                        .bytes(),
                "bad WRONG_KEY_USAGE");
        add(
                "key certified with an unknown critical subpacket",
                by(key),
                Certified.named(key)
                        .certified(MadeSignature.of(key, 0x13, THEN).with(100 | CRITICAL, new byte[1]))
                        .bytes(),
                "bad WRONG_KEY_USAGE");
        add(
                "key certified with MD5",
                by(rsa),
                Certified.named(rsa)
                        .certified(MadeSignature.of(rsa, 0x13, THEN).hash("MD5"))
                        .bytes(),
                "bad WRONG_KEY_USAGE");
        add(
                "key certified with SHA-1 in 2020",
                by(rsa),
                Certified.named(rsa)
                        .certified(MadeSignature.of(rsa, 0x13, THEN).hash("SHA-1"))
                        .bytes(),
                "valid");
        byte[] revocation = MadeSignature.of(key, KEY_REVOCATION, SINCE).packet(key.hashed());
        add("revoked", by(key), Certified.of(key).revoked(revocation).bytes(), "bad KEY_REVOKED");
        byte[] lie = MadeSignature.of(stranger, KEY_REVOCATION, SINCE).packet(key.hashed());
        add("revoked by a stranger", by(key), Certified.of(key).revoked(lie).bytes(), "valid");
        byte[] odd = MadeSignature.of(key, KEY_REVOCATION, SINCE)
                .with(100 | CRITICAL, new byte[1])
                .packet(key.hashed());
        byte[] day = new Packets().number(86_400, 4).bytes();
        differs(
                "key certified for a day",
                by(key),
                Certified.named(key)
                        .certified(MadeSignature.of(key, 0x13, THEN).with(3, day))
                        .bytes(),
                "bad WRONG_KEY_USAGE",
                "what its owner said for a day is over");
        differs(
                "revoked with an unknown critical subpacket",
                by(key),
                Certified.of(key).revoked(odd).bytes(),
                "bad KEY_REVOKED",
                "its owner has said that it is not to be believed");
    }

    private void packets() throws GeneralSecurityException {
        byte[] good = ours().packet(FEED);
        byte[] body = ours().body(FEED);
        byte[] literal = new Packets()
                .packet(
                        Packets.LITERAL,
                        new Packets().add('b', 0).number(0, 4).add(NEW_LINES).bytes())
                .bytes();
        add(
                "message with another document in it",
                new Packets().add(literal).add(good).bytes(),
                certificate,
                "unsigned");
        add(
                "marker before it",
                new Packets()
                        .packet(Packets.MARKER, SignatureCase.text("PGP"))
                        .add(good)
                        .bytes(),
                certificate,
                "valid");
        differs(
                "key after it",
                new Packets().add(good).add(certificate).bytes(),
                certificate,
                "unsigned",
                "what is no signature has no place there");
        differs(
                "length beyond the end",
                new Packets().add(0xC2, 255).number(0x7FFFFFFF, 4).add(body).bytes(),
                certificate,
                "unsigned",
                "what is cut short is not whole");
        differs(
                "length below zero",
                new Packets().add(0xC2, 255).number(0xFFFFFFFFL, 4).add(body).bytes(),
                certificate,
                "unsigned",
                "what is cut short is not whole");
        add(
                "length of five octets",
                new Packets().add(0xC2, 255).number(body.length, 4).add(body).bytes(),
                certificate,
                "valid");
        add("length without end", new Packets().add(0x8B).add(body).bytes(), certificate, "unsigned");
        add("length of parts", new Packets().add(0xC2, 224 + 5).add(body).bytes(), certificate, "unsigned");
        add(
                "too short by one",
                new Packets().add(0xC2, body.length - 1).add(body).bytes(),
                certificate,
                "unsigned");
        for (int version : List.of(2, 5, 7)) {
            byte[] other = body.clone();
            other[0] = (byte) version;
            byte[] odd = new Packets().packet(Packets.SIGNATURE, other).bytes();
            add("signature of version " + version, odd, certificate, "unsupported a signature of version " + version);
            differs(
                    "signature of version " + version + " beside a good one",
                    new Packets().add(odd).add(good).bytes(),
                    certificate,
                    "unsupported a signature of version " + version + " valid",
                    "what is of a version unknown is ignored: RFC 9580, section 5.2");
        }
        byte[] algorithm = body.clone();
        algorithm[2] = 99;
        byte[] odd = new Packets().packet(Packets.SIGNATURE, algorithm).bytes();
        add("unknown algorithm", odd, certificate, "not valid");
        add(
                "unknown algorithm beside a good one",
                new Packets().add(odd).add(good).bytes(),
                certificate,
                "one valid");
        Packets many = new Packets();
        for (int i = 0; i < 65; i++) many.add(good);
        differs("65 signatures", many.bytes(), certificate, "unsigned", "nobody needs more than 64");
    }
}
