package org.slipway.archives.internal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * How a file is compressed. What follows it is treated as the usual tools do. Memory is bounded, as what is read may be
 * hostile.
 */
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
            return new Gzip(in);
        }

        /** Which has a buffer of its own. */
        @Override
        InputStream open(InputStream compressed) throws IOException {
            return read(compressed);
        }
    },
    BZIP2 {
        @Override
        InputStream read(InputStream in) throws IOException {
            return new Members(in, new Members.Kind() {
                @Override
                public InputStream open(InputStream member) throws IOException {
                    return new BZip2CompressorInputStream(member);
                }

                @Override
                public boolean goesOn(InputStream next) throws IOException {
                    byte[] magic = Members.peek(next, 3);
                    return magic.length == 3 && magic[0] == 'B' && magic[1] == 'Z' && magic[2] == 'h';
                }
            });
        }
    },
    XZ {
        @Override
        InputStream read(InputStream in) throws IOException {
            return new XZInputStream(in, memoryKib());
        }
    },
    LZMA {
        @Override
        InputStream read(InputStream in) throws IOException {
            if (Lzip.begins(Members.peek(in, 4))) return LZIP.read(in);
            return new Members(in, new Members.Kind() {
                @Override
                public InputStream open(InputStream member) throws IOException {
                    return new LZMAInputStream(member, memoryKib());
                }

                @Override
                public boolean goesOn(InputStream next) throws IOException {
                    if (next.read() >= 0)
                        throw new Damage("The archive is damaged: something follows what is compressed");
                    return false;
                }
            });
        }
    },
    LZIP {
        @Override
        InputStream read(InputStream in) throws IOException {
            return new Members(in, new Members.Kind() {
                @Override
                public InputStream open(InputStream member) throws IOException {
                    return Lzip.open(member, memoryKib());
                }

                @Override
                public boolean goesOn(InputStream next) throws IOException {
                    if (Lzip.begins(Members.peek(next, 4))) return true;
                    Members.mustBeZeros(next);
                    return false;
                }
            });
        }
    },
    ZSTD {
        @Override
        InputStream read(InputStream in) throws IOException {
            return new ZstdInputStreamNoFinalizer(in);
        }
    };

    /** The bytes before they were compressed. */
    abstract InputStream read(InputStream in) throws IOException;

    /** The bytes before they were compressed; to be closed, for what is not in Java's heap. */
    InputStream open(InputStream compressed) throws IOException {
        return read(new BufferedInputStream(compressed, 64 * 1024));
    }

    /** What a decompressor may take, which a hostile archive would choose. */
    static int memoryKib() {
        return (int) Math.min(256 * 1024, Runtime.getRuntime().maxMemory() / 2048);
    }
}
