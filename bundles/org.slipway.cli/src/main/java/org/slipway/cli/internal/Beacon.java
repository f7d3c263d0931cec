package org.slipway.cli.internal;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells the local network of a presence: at once, whenever somebody asks, though not more than once a second, and at its end
 * that it is over.
 */
final class Beacon implements AutoCloseable {
    static final int PORT = 5353;
    private static final byte[] GROUP = {(byte) 224, 0, 0, (byte) 251};
    private static final int LARGEST = 9000;
    private static final int HOPS = 255;
    /** RFC 6762, section 10: what has a host's name is believed for two minutes. */
    private static final int SECONDS = 120;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Presence presence;
    private final List<NetworkInterface> networks;
    private final List<NetworkInterface> joined = new ArrayList<>();
    private final InetSocketAddress group;
    private final Duration pause;
    private final DatagramChannel channel;
    private long told;

    private Beacon(Presence presence, int port, List<NetworkInterface> networks, Duration pause) throws IOException {
        this.presence = presence;
        this.networks = networks;
        this.pause = pause;
        this.group = new InetSocketAddress(InetAddress.getByAddress(GROUP), port);
        this.channel = DatagramChannel.open(StandardProtocolFamily.INET);
    }

    /** In all networks that this machine is in. */
    static Beacon light(Presence presence) throws IOException {
        List<NetworkInterface> networks = new ArrayList<>();
        for (NetworkInterface network : NetworkInterface.networkInterfaces().toList())
            if (network.isUp()
                    && network.supportsMulticast()
                    && !network.isLoopback()
                    && !addresses(network).isEmpty()) networks.add(network);
        return light(presence, PORT, networks, PAUSE);
    }

    static Beacon light(Presence presence, int port, List<NetworkInterface> networks, Duration pause)
            throws IOException {
        Beacon beacon = new Beacon(presence, port, networks, pause);
        try {
            beacon.begin();
            return beacon;
        } catch (IOException | UnsupportedOperationException failed) {
            beacon.channel.close();
            throw failed;
        }
    }

    private void begin() throws IOException {
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        // Others of this machine listen there too.
        if (channel.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT))
            channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
        channel.setOption(StandardSocketOptions.IP_MULTICAST_TTL, HOPS);
        channel.bind(new InetSocketAddress(group.getPort()));
        for (NetworkInterface network : networks) join(network);
        if (joined.isEmpty()) throw new IOException("there is no network to tell anybody in");
        tell(SECONDS);
        Thread thread = new Thread(this::answer, "slipway-beacon");
        thread.setDaemon(true);
        thread.start();
    }

    /** One that does not work keeps nobody in another from hearing. */
    private void join(NetworkInterface network) {
        try {
            channel.join(group.getAddress(), network);
            joined.add(network);
        } catch (IOException | UnsupportedOperationException unusable) {
            // Nobody there could be told.
        }
    }

    private void answer() {
        ByteBuffer question = ByteBuffer.allocate(LARGEST);
        try {
            while (true) {
                channel.receive(question.clear());
                if (presence.isAskedFor(question.flip())) tellAgain();
            }
        } catch (IOException over) {
            // It has been put out.
        }
    }

    private synchronized void tellAgain() {
        if (System.nanoTime() - told >= pause.toNanos()) tell(SECONDS);
    }

    private synchronized void tell(int seconds) {
        told = System.nanoTime();
        for (NetworkInterface network : joined) tell(network, seconds);
    }

    /** A network that is away may come back. */
    private void tell(NetworkInterface network, int seconds) {
        try {
            channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, network);
            channel.send(ByteBuffer.wrap(presence.message(addresses(network), seconds)), group);
        } catch (IOException away) {
            // Whoever asks later is told.
        }
    }

    private static List<Inet4Address> addresses(NetworkInterface network) {
        return network.inetAddresses()
                .filter(Inet4Address.class::isInstance)
                .map(Inet4Address.class::cast)
                .toList();
    }

    @Override
    public void close() {
        try (channel) {
            tell(0);
        } catch (IOException gone) {
            // What nobody takes back is forgotten in two minutes.
        }
    }
}
