package org.slipway.cli.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

class BeaconTest {
    private static final String SERVICE = "0f5f30696e7374616c6c2d73746f7265045f746370056c6f63616c00";
    private static final String HEAD = "000000000001000000000000";
    private static final String FOR_TWO_MINUTES = "\3abc\5local\0\0\1\u0080\1\0\0\0x\0\4\u007f\0\0\1";
    private static final InetSocketAddress GROUP = new InetSocketAddress("224.0.0.251", 0);

    private final Presence presence = new Presence("abc", 8080);

    private static ByteBuffer message(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    }

    @Test
    void a_question_for_stores_is_one_for_this() {
        assertThat(presence.isAskedFor(message(HEAD + SERVICE + "000c0001"))).isTrue();
        assertThat(presence.isAskedFor(message(HEAD + SERVICE.replace("696e", "494E") + "000c8001")))
                .isTrue();
    }

    @Test
    void a_question_for_what_was_told_is_one_for_this() {
        assertThat(presence.isAskedFor(message(HEAD + "03616263" + SERVICE + "00210001")))
                .isTrue();
        assertThat(presence.isAskedFor(message(HEAD + "03616263056c6f63616c0000010001")))
                .isTrue();
    }

    @Test
    void a_name_may_be_a_pointer_to_where_it_was_before() {
        String two = "000000000002000000000000" + "0161" + SERVICE + "000c0001" + "c00e" + "000c0001";
        assertThat(presence.isAskedFor(message(two))).isTrue();
    }

    @Test
    void other_questions_and_answers_are_not() {
        assertThat(presence.isAskedFor(message(HEAD + "055f68747470045f746370056c6f63616c00000c0001")))
                .isFalse();
        assertThat(presence.isAskedFor(message("000084000001000000000000" + SERVICE + "000c0001")))
                .isFalse();
        assertThat(presence.isAskedFor(message("00"))).isFalse();
    }

    @Test
    void a_name_that_leads_in_a_circle_is_none() {
        assertThat(presence.isAskedFor(message(HEAD + "c00c000c0001"))).isFalse();
        assertThat(presence.isAskedFor(message(HEAD + "0161c00c000c0001"))).isFalse();
        assertThat(presence.isAskedFor(message(HEAD + "c00e" + "c00c" + "000c0001")))
                .isFalse();
    }

    @Test
    void whatever_comes_is_a_question_or_none() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            byte[] noise = new byte[random.nextInt(60)];
            random.nextBytes(noise);
            if (noise.length > 6) noise[2] = noise[4] = 0;
            presence.isAskedFor(ByteBuffer.wrap(noise));
        }
    }

    @Test
    void it_is_told_where_the_store_is_and_how_long_that_holds() throws Exception {
        Inet4Address address = (Inet4Address) InetAddress.getByName("192.0.2.7");
        assertThat(HexFormat.of().formatHex(presence.message(List.of(address), 120)))
                .startsWith("000084000000000500000000")
                .contains(SERVICE + "000c000100000078" + "0020" + "03616263" + SERVICE)
                .contains(
                        "03616263" + SERVICE + "0021800100000078" + "0011" + "000000001f90" + "03616263056c6f63616c00")
                .endsWith("03616263056c6f63616c00" + "0001800100000078" + "0004" + "c0000207");
    }

    /** Within this machine. */
    @Test
    void who_asks_is_answered_and_who_listens_hears_the_beginning_and_the_end() throws Exception {
        NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
        try (MulticastSocket listener = new MulticastSocket()) {
            int port = listener.getLocalPort();
            listener.setSoTimeout(60_000);
            listener.setNetworkInterface(loopback);
            assumeTrue(hearsItself(listener, loopback), "skipped: needs multicast on the loopback");
            Beacon beacon = Beacon.light(presence, port, List.of(loopback), Duration.ZERO);
            try (beacon) {
                assertThat(heard(listener)).contains(FOR_TWO_MINUTES);
                byte[] question = message(HEAD + SERVICE + "000c0001").array();
                listener.send(new DatagramPacket(question, question.length, GROUP.getAddress(), port));
                assertThat(heard(listener)).as("the question itself").doesNotContain("abc");
                assertThat(heard(listener)).contains(FOR_TWO_MINUTES);
            }
            assertThat(heard(listener)).contains("abc").doesNotContain(FOR_TWO_MINUTES);
        }
    }

    /** Those that hear nothing, or have no addresses, are in nobody's way. */
    @Test
    void every_network_that_this_machine_is_in_is_told_its_own_addresses() throws Exception {
        try (MulticastSocket listener = new MulticastSocket()) {
            int port = listener.getLocalPort();
            listener.setSoTimeout(500);
            List<NetworkInterface> networks =
                    NetworkInterface.networkInterfaces().toList();
            Set<String> expected = new HashSet<>();
            for (NetworkInterface network : networks)
                if (hearsItself(listener, network)) expected.add(message(network));
            assumeTrue(!expected.isEmpty(), "skipped: needs multicast on the loopback");
            listener.setSoTimeout(60_000);
            try (Beacon beacon = Beacon.light(presence, port, networks, Duration.ZERO)) {
                assertThat(beacon).isNotNull();
                while (!expected.isEmpty()) expected.remove(heard(listener));
            }
        }
    }

    private String message(NetworkInterface network) {
        List<Inet4Address> addresses = network.inetAddresses()
                .filter(Inet4Address.class::isInstance)
                .map(Inet4Address.class::cast)
                .toList();
        return new String(presence.message(addresses, 120), ISO_8859_1);
    }

    /** What was free another program may take before it is asked for again, but not five times. */
    @Test
    void where_there_is_no_network_that_is_said_and_nothing_is_held() throws Exception {
        boolean released = false;
        for (int i = 0; i < 5 && !released; i++) released = isFreeAfterwards();
        assertThat(released).isTrue();
    }

    private boolean isFreeAfterwards() throws IOException {
        int port;
        try (MulticastSocket free = new MulticastSocket()) {
            port = free.getLocalPort();
        }
        assertThatThrownBy(() -> Beacon.light(presence, port, List.of(), Duration.ZERO))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no network");
        try (DatagramSocket alone = new DatagramSocket(port)) {
            return alone.isBound();
        } catch (BindException taken) {
            return false;
        }
    }

    private static boolean hearsItself(MulticastSocket listener, NetworkInterface network) {
        try {
            listener.joinGroup(GROUP, network);
            listener.setNetworkInterface(network);
            listener.send(new DatagramPacket(new byte[1], 1, GROUP.getAddress(), listener.getLocalPort()));
            return !heard(listener).isEmpty();
        } catch (Exception deaf) {
            return false;
        }
    }

    private static String heard(MulticastSocket listener) throws Exception {
        DatagramPacket packet = new DatagramPacket(new byte[9000], 9000);
        listener.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), ISO_8859_1);
    }
}
