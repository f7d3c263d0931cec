package org.slipway.cli.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.slipway.async.Done;
import org.slipway.async.Loop;

/**
 * What is on its way to a client, which may be slow to take it: the loop never waits for that. One who leaves too much there
 * gets nothing more. On the loop.
 */
final class Outbox extends OutputStream {
    private static final int MOST = 8 << 20;

    private final Loop loop;
    private final WritableByteChannel client;
    private final Deque<ByteBuffer> waiting = new ArrayDeque<>();
    private final Deferred<Done> empty;
    private int bytes;
    private boolean writing;
    private boolean broken;
    private boolean ended;

    Outbox(Loop loop, WritableByteChannel client) {
        this.loop = loop;
        this.client = client;
        this.empty = loop.promises().deferred();
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        if (!broken && bytes + length > MOST) broken = true;
        if (broken || ended) throw new IOException("The client does not take what it is given");
        bytes += length;
        waiting.add(ByteBuffer.wrap(Arrays.copyOfRange(from, offset, offset + length)));
        writeNext();
    }

    private void writeNext() {
        if (writing) return;
        ByteBuffer next = broken ? null : waiting.poll();
        if (next == null) {
            if (ended && !empty.getPromise().isDone()) empty.resolve(Done.DONE);
            return;
        }
        writing = true;
        int length = next.remaining();
        loop.apart(() -> {
                    while (next.hasRemaining()) client.write(next);
                    return Done.DONE;
                })
                .onFailure(gone -> broken = true)
                .onResolve(() -> {
                    writing = false;
                    bytes -= length;
                    writeNext();
                });
    }

    /** Takes nothing more. Resolves when all is written, or nothing more can be. */
    Promise<Done> end() {
        ended = true;
        writeNext();
        return empty.getPromise();
    }
}
