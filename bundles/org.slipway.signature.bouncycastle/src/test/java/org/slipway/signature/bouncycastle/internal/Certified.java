package org.slipway.signature.bouncycastle.internal;

import java.security.GeneralSecurityException;
import java.util.Arrays;

/** Writes a key with what is said about it. */
final class Certified {
    private static final String NAME = "Somebody <somebody@example.com>";

    private final MadeKey key;
    private final Packets packets = new Packets();

    private Certified(MadeKey key) {
        this.key = key;
        packets.packet(Packets.PUBLIC_KEY, key.body());
    }

    /** As it should be: it says itself that it is for signing. */
    static Certified of(MadeKey key) throws GeneralSecurityException {
        MadeSignature self = MadeSignature.of(key, MadeSignature.CERTIFICATION, key.created());
        return named(key).certified(self.with(MadeSignature.KEY_FLAGS, new byte[] {3}));
    }

    static Certified named(MadeKey key) {
        return new Certified(key);
    }

    Certified certified(MadeSignature by) throws GeneralSecurityException {
        packets.packet(Packets.USER_ID, SignatureCase.text(NAME));
        packets.add(by.packet(key.hashed(), MadeSignature.userId(NAME)));
        return this;
    }

    /** A revocation comes before the names. */
    Certified revoked(byte[] revocation) {
        byte[] rest = packets.bytes();
        byte[] head = new Packets().packet(Packets.PUBLIC_KEY, key.body()).bytes();
        Certified revoked = new Certified(key);
        revoked.packets.add(revocation);
        revoked.packets.add(Arrays.copyOfRange(rest, head.length, rest.length));
        return revoked;
    }

    Certified with(MadeKey subkey, MadeSignature binding) throws GeneralSecurityException {
        packets.packet(Packets.SUBKEY, subkey.body());
        packets.add(binding.packet(key.hashed(), subkey.hashed()));
        return this;
    }

    Certified with(int packet, byte[] body) {
        packets.packet(packet, body);
        return this;
    }

    /** The primary key's half of a binding. */
    MadeSignature agreed(MadeKey subkey) throws GeneralSecurityException {
        return MadeSignature.of(key, MadeSignature.SUBKEY_BINDING, subkey.created())
                .with(MadeSignature.KEY_FLAGS, new byte[] {2});
    }

    /** The subkey's half. */
    byte[] back(MadeKey subkey, MadeKey by) throws GeneralSecurityException {
        return MadeSignature.of(by, MadeSignature.PRIMARY_KEY_BINDING, subkey.created())
                .body(key.hashed(), subkey.hashed());
    }

    byte[] bytes() {
        return packets.bytes();
    }
}
