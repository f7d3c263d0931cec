package org.slipway.cli.internal;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/**
 * Messages between a command line and the host that does its command: a letter, a length of four bytes, and so many bytes.
 * {@code HostClient} of the distribution is the other end. Blocks: off the loop.
 */
final class Wire {
    static final char ACCEPTED = 'y';
    static final char REFUSED = 'n';
    static final char OUT = 'o';
    static final char ERR = 'e';
    /** Asks for {@link #FLUSHED}, which is empty if something of what has gone out was lost. */
    static final char FLUSH = 'f';

    /** Asks for {@link #TERMINAL}, which is empty if there is none. */
    static final char OPEN = 'k';

    static final char SCREEN = 't';
    /** Asks for a {@link #LINE}, which is empty at the end. */
    static final char READ = 'r';

    static final char SCRIPT = 'p';
    static final char STATUS = 's';

    static final char REQUEST = 'q';
    static final char FLUSHED = 'F';
    static final char TERMINAL = 'K';
    static final char LINE = 'L';
    static final char STOP = 'c';

    private static final int HEAD = 5;

    private final WritableByteChannel peer;
    private final DataInputStream in;

    /** @param in what the peer says from now on */
    Wire(WritableByteChannel peer, InputStream in) {
        this.peer = peer;
        this.in = new DataInputStream(in);
    }

    record Message(char kind, byte[] bytes) {}

    /** By one thread. Fails at the end, and if a message is longer than it may be. */
    Message read(int longest) throws IOException {
        char kind = (char) in.readUnsignedByte();
        int length = in.readInt();
        if (length < 0 || length > longest) throw new IOException("A message of " + length + " bytes");
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return new Message(kind, bytes);
    }

    /** By any thread. */
    synchronized void send(char kind, byte[] from, int offset, int length) throws IOException {
        ByteBuffer message = ByteBuffer.allocate(HEAD + length);
        message.put((byte) kind).putInt(length).put(from, offset, length).flip();
        while (message.hasRemaining()) peer.write(message);
    }

    void send(char kind, byte... bytes) throws IOException {
        send(kind, bytes, 0, bytes.length);
    }
}
