package org.slipway.signature.bouncycastle.internal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The file format in which GnuPG keeps keys since 2.1. Source: GnuPG's {@code kbx/keybox-blob.c}, the comment at its head. */
final class KeyBox {
    private static final int HEAD = 16;
    private static final int OPENPGP = 2;

    private KeyBox() {}

    /** The OpenPGP packets of each key; nothing of what is not as it should be. */
    static List<byte[]> keys(byte[] file) {
        List<byte[]> keys = new ArrayList<>();
        ByteBuffer box = ByteBuffer.wrap(file);
        for (int at = 0; at + HEAD <= file.length; ) {
            int length = box.getInt(at);
            if (length < HEAD || length > file.length - at) break;
            int offset = box.getInt(at + 8);
            int size = box.getInt(at + 12);
            boolean within = offset >= HEAD && size > 0 && offset <= length - size;
            if (box.get(at + 4) == OPENPGP && within) {
                byte[] key = new byte[size];
                box.get(at + offset, key);
                keys.add(key);
            }
            at += length;
        }
        return keys;
    }
}
