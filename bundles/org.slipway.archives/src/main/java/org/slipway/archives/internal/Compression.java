package org.slipway.archives.internal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.lzma.LZMACompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;

/** How a tar file is compressed. Memory is bounded, as what is read may be hostile. */
enum Compression {
    NONE {
        @Override
        InputStream read(InputStream in) {
            return in;
        }
    },
    GZIP {
        @Override
        InputStream read(InputStream in) throws IOException {
            return GzipCompressorInputStream.builder()
                    .setInputStream(in)
                    .setDecompressConcatenated(true)
                    .get();
        }
    },
    BZIP2 {
        @Override
        InputStream read(InputStream in) throws IOException {
            return new BZip2CompressorInputStream(in, true);
        }
    },
    XZ {
        @Override
        InputStream read(InputStream in) throws IOException {
            return XZCompressorInputStream.builder()
                    .setInputStream(in)
                    .setDecompressConcatenated(true)
                    .setMemoryLimitKiB(MEMORY_KIB)
                    .get();
        }
    },
    LZMA {
        @Override
        InputStream read(InputStream in) throws IOException {
            return LZMACompressorInputStream.builder()
                    .setInputStream(in)
                    .setMemoryLimitKiB(MEMORY_KIB)
                    .get();
        }
    },
    ZSTD {
        @Override
        InputStream read(InputStream in) throws IOException {
            return new ZstdCompressorInputStream(in);
        }
    };

    private static final int MEMORY_KIB = 256 * 1024;

    /** The bytes before they were compressed. */
    abstract InputStream read(InputStream in) throws IOException;

    InputStream open(InputStream compressed) throws IOException {
        return read(new BufferedInputStream(compressed, 64 * 1024));
    }
}
