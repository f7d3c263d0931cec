package org.slipway.archives.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.deflate64.Deflate64CompressorInputStream;
import org.slipway.api.archive.BadArchive;
import org.tukaani.xz.ARM64Options;
import org.tukaani.xz.ARMOptions;
import org.tukaani.xz.ARMThumbOptions;
import org.tukaani.xz.DeltaOptions;
import org.tukaani.xz.FilterOptions;
import org.tukaani.xz.IA64Options;
import org.tukaani.xz.LZMA2InputStream;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.PowerPCOptions;
import org.tukaani.xz.RISCVOptions;
import org.tukaani.xz.SPARCOptions;
import org.tukaani.xz.X86Options;

/** What a coder of a 7z file does. Source: {@code Methods.txt} of the LZMA SDK. */
final class SevenZipMethod {
    private static final int BCJ2_INPUTS = 4;

    private SevenZipMethod() {}

    static InputStream open(SevenZipFolder.Coder coder, List<InputStream> inputs, long size)
            throws BadArchive, IOException {
        if (coder.method() == 0x0303011b && inputs.size() == BCJ2_INPUTS) return new Bcj2(inputs, size);
        if (inputs.size() != 1) throw SevenZipHeader.damaged();
        return open(coder, inputs.get(0), size);
    }

    private static InputStream open(SevenZipFolder.Coder coder, InputStream in, long size)
            throws BadArchive, IOException {
        return switch ((int) coder.method()) {
            case 0x00 -> in;
            case 0x03, 0x030 -> filter(new DeltaOptions((property(coder, 0) & 0xff) + 1), in);
            case 0x04, 0x03030103 -> filter(new X86Options(), in);
            case 0x05, 0x03030205 -> filter(new PowerPCOptions(), in);
            case 0x06, 0x03030401 -> filter(new IA64Options(), in);
            case 0x07, 0x03030501 -> filter(new ARMOptions(), in);
            case 0x08, 0x03030701 -> filter(new ARMThumbOptions(), in);
            case 0x09, 0x03030805 -> filter(new SPARCOptions(), in);
            case 0x0a -> filter(new ARM64Options(), in);
            case 0x0b -> filter(new RISCVOptions(), in);
            case 0x21 -> lzma2(coder, in);
            case 0x030101 -> lzma(coder, in, size);
            case 0x040108 -> new Inflated(in);
            case 0x040109 -> new Deflate64CompressorInputStream(in);
            case 0x040202 -> new BZip2CompressorInputStream(in, true);
            case 0x04f71101 -> new ZstdInputStreamNoFinalizer(in);
            case 0x06f10701 -> throw new BadArchive("The archive is refused: it is encrypted");
            default ->
                throw new BadArchive("The archive is refused: it is compressed by the method "
                        + Long.toHexString(coder.method()) + ", which is not supported");
        };
    }

    private static InputStream filter(FilterOptions filter, InputStream in) throws IOException {
        return filter.getInputStream(in);
    }

    private static byte property(SevenZipFolder.Coder coder, int index) throws Damage {
        if (index >= coder.properties().length) throw SevenZipHeader.damaged();
        return coder.properties()[index];
    }

    private static InputStream lzma(SevenZipFolder.Coder coder, InputStream in, long size) throws IOException {
        property(coder, 4);
        int dictionary = ByteBuffer.wrap(coder.properties())
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt(1);
        // More than what comes out is never needed.
        if (dictionary < 0 || dictionary > size) dictionary = (int) Math.max(4096, Math.min(size, 1 << 30));
        check(LZMAInputStream.getMemoryUsage(dictionary, property(coder, 0)));
        LZMAInputStream lzma = new LZMAInputStream(in, size, property(coder, 0), dictionary);
        lzma.enableRelaxedEndCondition();
        return lzma;
    }

    private static InputStream lzma2(SevenZipFolder.Coder coder, InputStream in) throws IOException {
        int bits = property(coder, 0) & 0xff;
        if (bits > 39) throw SevenZipHeader.damaged();
        int dictionary = (2 | bits & 1) << bits / 2 + 11;
        check(LZMA2InputStream.getMemoryUsage(dictionary));
        return new LZMA2InputStream(in, dictionary);
    }

    private static void check(int needed) throws MemoryLimitException {
        if (needed > Compression.memoryKib()) throw new MemoryLimitException(needed, Compression.memoryKib());
    }
}
