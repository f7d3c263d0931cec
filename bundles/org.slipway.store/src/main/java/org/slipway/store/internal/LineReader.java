package org.slipway.store.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a file line by line, in little memory even where somebody has made it of one line alone. */
final class LineReader implements AutoCloseable {
    /** Twice of what a path can have. What a line has more is left out. */
    private static final int LONGEST = 128 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[64 * 1024];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int at;
    private int end;

    private LineReader(InputStream in) {
        this.in = in;
    }

    /** Never through a link. */
    static LineReader open(Path file) throws IOException {
        return new LineReader(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS));
    }

    /** Without its end; nothing where there are no more. Bytes that are no UTF-8 can only be of a manifest that is wrong. */
    Optional<String> next() throws IOException {
        if (!fill()) return Optional.empty();
        line.reset();
        while (fill()) {
            int stop = at;
            while (stop < end && buffer[stop] != '\n') stop++;
            line.write(buffer, at, Math.min(stop - at, LONGEST - line.size()));
            boolean whole = stop < end;
            at = whole ? stop + 1 : stop;
            if (whole) break;
        }
        return Optional.of(line.toString(UTF_8));
    }

    /** Whether there is more. */
    private boolean fill() throws IOException {
        if (at < end) return true;
        at = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
