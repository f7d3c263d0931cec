package org.slipway.store.internal;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

import org.slipway.model.ManifestDigest.Algorithm;

/**
 * What files hash to that were written here, so that they need not be read again. They are known by their inodes, as they may
 * be moved and linked; only as many as a part of the memory holds, and the others are read.
 */
final class WrittenHashes {
    private static final long MEMORY = Runtime.getRuntime().maxMemory() / 16;

    private final Algorithm algorithm;
    private final MessageDigest hash;
    private final int length;
    private final int most;
    /** 0 where there is none: no file has that. */
    private long[] inodes = new long[256];

    private byte[] hashes;
    private int count;

    WrittenHashes(Algorithm algorithm) {
        this(algorithm, MEMORY);
    }

    /** @param memory so many bytes may be taken */
    WrittenHashes(Algorithm algorithm, long memory) {
        this.algorithm = algorithm;
        this.hash = Hashes.digest(algorithm);
        this.length = hash.getDigestLength();
        this.most = (int) Math.min(1 << 24, memory / (Long.BYTES + length));
        this.hashes = new byte[inodes.length * length];
    }

    Algorithm algorithm() {
        return algorithm;
    }

    /** To be given what is written. That of the file before is no longer to be used. */
    MessageDigest begin() {
        hash.reset();
        return hash;
    }

    /** A file has been written, and its hash been given all of it. */
    void put(long inode) {
        int at = place(inodes, inode);
        if (inodes[at] == 0 && count >= inodes.length / 2) {
            if (2L * inodes.length > most) return;
            grow();
            at = place(inodes, inode);
        }
        if (inodes[at] == 0) count++;
        inodes[at] = inode;
        System.arraycopy(hash.digest(), 0, hashes, at * length, length);
    }

    /** In hexadecimal digits. */
    Optional<String> find(long inode) {
        int at = place(inodes, inode);
        return inodes[at] == 0
                ? Optional.empty()
                : Optional.of(HexFormat.of().formatHex(hashes, at * length, (at + 1) * length));
    }

    private void grow() {
        long[] before = inodes;
        byte[] hashesBefore = hashes;
        inodes = new long[2 * before.length];
        hashes = new byte[inodes.length * length];
        for (int i = 0; i < before.length; i++) {
            if (before[i] == 0) continue;
            int at = place(inodes, before[i]);
            inodes[at] = before[i];
            System.arraycopy(hashesBefore, i * length, hashes, at * length, length);
        }
    }

    /** Where it is, or would be. */
    private static int place(long[] inodes, long inode) {
        int at = (int) (inode * 0x9e3779b97f4a7c15L >>> 32) & inodes.length - 1;
        while (inodes[at] != 0 && inodes[at] != inode) at = at + 1 & inodes.length - 1;
        return at;
    }
}
