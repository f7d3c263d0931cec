package org.slipway.archives.internal;

import java.io.IOException;
import java.io.InputStream;

/** Compressed files one after the other, which is one compressed file of what all of them hold. */
final class Members extends BulkStream {

    /** One kind of compressed file. */
    interface Kind {
        /** Reads one to its end and no byte more. */
        InputStream open(InputStream in) throws IOException;

        /**
         * Whether another begins here; to be left where it begins.
         *
         * @throws Damage if something else does that may not be there
         */
        boolean goesOn(InputStream in) throws IOException;
    }

    private final InputStream in;
    private final Kind kind;
    private InputStream member;

    /** @param in that can be marked */
    Members(InputStream in, Kind kind) throws IOException {
        this.in = in;
        this.kind = kind;
        this.member = kind.open(in);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) return 0;
        while (member != null) {
            int read = member.read(buffer, offset, length);
            if (read > 0) return read;
            if (read < 0) member = kind.goesOn(in) ? kind.open(in) : null;
        }
        return -1;
    }

    /** What is next, without taking it. */
    static byte[] peek(InputStream in, int length) throws IOException {
        in.mark(length);
        byte[] next = in.readNBytes(length);
        in.reset();
        return next;
    }

    static void mustBeZeros(InputStream in) throws IOException {
        for (int next; (next = in.read()) >= 0; )
            if (next != 0) throw new Damage("The archive is damaged: something follows what is compressed");
    }
}
