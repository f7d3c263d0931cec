package org.slipway.archives.internal;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdIOException;
import org.slipway.api.archive.BadArchive;
import org.slipway.api.store.Unwritable;
import org.tukaani.xz.MemoryLimitException;

/**
 * The bytes of an archive, which tell apart two errors that look alike: that they cannot be read, and that a reader of the
 * format does not like them.
 */
final class Source extends FilterInputStream {
    private IOException failure;

    Source(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (IOException unreadable) {
            failure = unreadable;
            throw unreadable;
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            return super.read(buffer, offset, length);
        } catch (IOException unreadable) {
            failure = unreadable;
            throw unreadable;
        }
    }

    /** These bytes for a decompressor, which closes what it reads. */
    InputStream unclosed() {
        return new FilterInputStream(this) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return in.read(buffer, offset, length);
            }

            @Override
            public void close() {}
        };
    }

    /** As {@link #unclosed}, for who reads a little at a time. */
    InputStream buffered() {
        return new BufferedInputStream(unclosed(), 64 * 1024);
    }

    /**
     * Whose fault it is: throws what concerns the disk, gives what concerns the archive.
     *
     * @param where in the archive, such as {@code at 'lib/a'}
     * @throws IOException if the bytes cannot be read or the tree not be written
     */
    BadArchive blame(Exception cause, String where) throws IOException {
        if (failure != null) throw failure;
        return blameFormat(cause, where);
    }

    /** As {@link #blame}, where the bytes come from no stream. */
    static BadArchive blameFormat(Exception cause, String where) throws Unwritable {
        if (cause instanceof Unwritable unwritable) throw unwritable;
        if (cause instanceof MemoryLimitException large) return tooLarge(large);
        if (cause instanceof ZstdIOException zstd && zstd.getErrorCode() == Zstd.errFrameParameterWindowTooLarge())
            return new BadArchive("The archive is refused: it needs more than 128 MB of memory to be decompressed,"
                    + " more than zstd takes by itself. Its maker can pack it again without --long");
        if (cause instanceof Damage damage) return damage.found();
        BadArchive bad = new BadArchive("The archive is damaged " + where + ": " + why(cause));
        bad.initCause(cause);
        return bad;
    }

    private static String why(Exception cause) {
        if (cause instanceof EOFException) return "it ends too early";
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /** It may be a good one, such as of {@code xz -9}. */
    private static BadArchive tooLarge(MemoryLimitException large) {
        return new BadArchive("The archive is refused: it needs " + inMegabytes(large.getMemoryNeeded())
                + " MB of memory to be decompressed, and may take " + inMegabytes(large.getMemoryLimit())
                + ": half of what Java has, 256 MB at most. JAVA_TOOL_OPTIONS=-Xmx512m gives Java more");
    }

    private static int inMegabytes(int kib) {
        return (kib + 1023) / 1024;
    }
}
