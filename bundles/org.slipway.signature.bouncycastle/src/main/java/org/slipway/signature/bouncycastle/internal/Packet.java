package org.slipway.signature.bouncycastle.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A packet, undecoded. Lengths are checked here, since the library reads on past the end as if nothing was missing. Source:
 * RFC 9580, section 4.2.
 *
 * @param bytes with its header
 * @param start where its content begins in them
 */
record Packet(int type, byte[] bytes, int start) {

    /** The first octet of its content. */
    int version() {
        return bytes[start] & 0xFF;
    }

    static List<Packet> split(byte[] all) throws IOException {
        List<Packet> packets = new ArrayList<>();
        for (int at = 0; at < all.length; ) {
            Packet packet = at(all, at);
            packets.add(packet);
            at += packet.bytes.length;
        }
        return packets;
    }

    private static Packet at(byte[] all, int at) throws IOException {
        int head = all[at] & 0xFF;
        if ((head & 0x80) == 0) throw new IOException("no packet begins at octet " + at);
        boolean current = (head & 0x40) != 0;
        int type = current ? head & 0x3F : head >> 2 & 0x0F;
        int octets = current ? octets(all, at) : octets(head);
        long length = length(all, at + 1, octets, current);
        int start = at + 1 + octets;
        if (length == 0 || start + length > all.length) throw cut();
        return new Packet(type, Arrays.copyOfRange(all, at, (int) (start + length)), start - at);
    }

    /** Those of the length, in the current format. */
    private static int octets(byte[] all, int at) throws IOException {
        if (at + 1 >= all.length) throw cut();
        int first = all[at + 1] & 0xFF;
        if (first < 192) return 1;
        if (first < 224) return 2;
        if (first < 255) throw new IOException("it has a packet in parts");
        return 5;
    }

    /** Those of the length, in the old format. */
    private static int octets(int head) throws IOException {
        int kind = head & 3;
        if (kind == 3) throw new IOException("it has a packet without a length");
        return 1 << kind;
    }

    private static long length(byte[] all, int at, int octets, boolean current) throws IOException {
        if (at + octets > all.length) throw cut();
        if (current && octets == 2) return ((all[at] & 0xFF) - 192 << 8) + (all[at + 1] & 0xFF) + 192;
        long length = 0;
        for (int i = current && octets == 5 ? 1 : 0; i < octets; i++) length = length << 8 | all[at + i] & 0xFF;
        return length;
    }

    private static IOException cut() {
        return new IOException("it ends within a packet");
    }
}
