package org.slipway.archives.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import org.slipway.api.archive.TooLarge;

/** What comes out of a decompressor, up to a limit: what nobody extracts must not go on for ever either. */
final class Bounded extends FilterInputStream {
    private final long limit;
    private long read;

    Bounded(InputStream in, long limit) {
        super(in);
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        if (next >= 0) count(1);
        return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        if (count > 0) count(count);
        return count;
    }

    private void count(int more) throws Damage {
        read += more;
        if (read > limit) throw new Damage(excess(limit));
    }

    static TooLarge excess(long limit) {
        return new TooLarge("The archive is refused: it has more than " + limit + " bytes when unpacked");
    }
}
