package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What others in the local network are told of a store that is served here, as messages of multicast DNS. Source: RFC 6762,
 * RFC 6763; the type of the service is the .NET version's. Its names have never been before, so nobody has to be asked
 * whether they are taken.
 */
final class Presence {
    private static final String SERVICE = "_0install-store._tcp.local";
    private static final String SERVICES = "_services._dns-sd._udp.local";
    private static final int HEAD = 12;
    private static final int RESPONSE = 0x8400;
    private static final int NO_QUERY = 0xf800;
    private static final int A = 1;
    private static final int PTR = 12;
    private static final int TXT = 16;
    private static final int SRV = 33;
    private static final int INTERNET = 1;
    /** Nobody else has such a record. */
    private static final int ONLY = 0x8000;

    private static final int LONGEST_NAME = 255;
    private static final int POINTER = 0xc0;

    private final String host;
    private final String instance;
    private final int port;

    /** @param name one label, which nothing else has */
    Presence(String name, int port) {
        this.host = name + ".local";
        this.instance = name + "." + SERVICE;
        this.port = port;
    }

    /** Whether that is a question to which the answer is this. */
    boolean isAskedFor(ByteBuffer message) {
        try {
            if (message.remaining() < HEAD || (message.getShort(2) & NO_QUERY) != 0) return false;
            int questions = message.getShort(4) & 0xffff;
            message.position(HEAD);
            Set<String> ours = Set.of(SERVICE, SERVICES, instance, host);
            for (int i = 0; i < questions; i++) {
                if (ours.contains(name(message))) return true;
                message.getInt();
            }
            return false;
        } catch (BufferUnderflowException | IndexOutOfBoundsException damaged) {
            return false;
        }
    }

    /** In lower case. A pointer only ever leads back, so that none leads in a circle. */
    private static String name(ByteBuffer message) {
        StringBuilder name = new StringBuilder();
        ByteBuffer at = message;
        int before = message.position();
        while (name.length() <= LONGEST_NAME) {
            int length = at.get() & 0xff;
            if (length == 0) break;
            if (length >= POINTER) {
                int place = (length & ~POINTER) << 8 | at.get() & 0xff;
                if (place >= before) throw new IndexOutOfBoundsException("A name leads forward");
                before = place;
                at = message.duplicate().position(place);
                continue;
            }
            byte[] label = new byte[length];
            at.get(label);
            name.append(name.isEmpty() ? "" : ".").append(new String(label, UTF_8));
        }
        return name.toString().toLowerCase(Locale.ROOT);
    }

    /**
     * All there is to be told.
     *
     * @param addresses by which this machine is reached where it is told
     * @param seconds how long it may be believed; 0 to take it back
     */
    byte[] message(List<Inet4Address> addresses, int seconds) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (int field : new int[] {0, RESPONSE, 0, 4 + addresses.size(), 0, 0}) out.writeShort(field);
            record(out, SERVICES, PTR, INTERNET, seconds, encoded(SERVICE));
            record(out, SERVICE, PTR, INTERNET, seconds, encoded(instance));
            record(out, instance, SRV, INTERNET | ONLY, seconds, location());
            record(out, instance, TXT, INTERNET | ONLY, seconds, new byte[1]);
            for (Inet4Address address : addresses) record(out, host, A, INTERNET | ONLY, seconds, address.getAddress());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private byte[] location() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(0);
            out.writeShort(port);
            out.write(encoded(host));
        }
        return bytes.toByteArray();
    }

    private static void record(DataOutputStream out, String name, int type, int kind, int seconds, byte[] data)
            throws IOException {
        out.write(encoded(name));
        out.writeShort(type);
        out.writeShort(kind);
        out.writeInt(seconds);
        out.writeShort(data.length);
        out.write(data);
    }

    private static byte[] encoded(String name) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String label : name.split("\\.")) {
            byte[] text = label.getBytes(UTF_8);
            bytes.write(text.length);
            bytes.writeBytes(text);
        }
        bytes.write(0);
        return bytes.toByteArray();
    }
}
