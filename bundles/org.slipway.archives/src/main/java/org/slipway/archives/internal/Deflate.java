package org.slipway.archives.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Deflated bytes without a header or checksum. */
final class Deflate {
    private Deflate() {}

    /** To be closed, for what is not in Java's heap. */
    static InputStream read(InputStream deflated) {
        Inflater inflater = new Inflater(true);
        return new InflaterInputStream(deflated, inflater, 64 * 1024) {
            @Override
            public void close() throws IOException {
                inflater.end();
                super.close();
            }
        };
    }
}
