package org.slipway.archives.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.slipway.api.archive.ArchiveFormat;
import org.slipway.testkit.ArchiveFormatContract.Entry;
import org.slipway.testkit.ArchiveFormatContract.Kind;

/** Every format of its own kind, and how tests write it. */
enum Known {
    TAR(new TarPlain(), EnumSet.allOf(Kind.class), Writers::tar, Known::specialTar),
    TAR_GZ(
            new TarGzip(),
            EnumSet.allOf(Kind.class),
            entries -> Writers.gzip(Writers.tar(entries)),
            (name, mode) -> Writers.gzip(specialTar(name, mode))),
    ZIP(new Zip(), withoutHardLinks(), Writers::zip, Known::specialZip),
    SEVEN_ZIP(new SevenZip(), withoutHardLinks(), Writers::sevenZip, Writers::sevenZip),
    DEB(
            new Deb(),
            EnumSet.allOf(Kind.class),
            entries -> Writers.deb(Writers.tar(entries)),
            (name, mode) -> Writers.deb(specialTar(name, mode))),
    GEM(
            new Gem(),
            EnumSet.allOf(Kind.class),
            entries -> Writers.gem(Writers.tar(entries)),
            (name, mode) -> Writers.gem(specialTar(name, mode))),
    RPM(new Rpm(), withoutHardLinks(), Writers::rpm, Known::specialRpm),
    AR(new Ar(), EnumSet.of(Kind.FILE, Kind.EXECUTABLE), Writers::ar, Known::specialAr);

    private interface Writer {
        byte[] write(List<Entry> entries) throws IOException;
    }

    private interface ModeWriter {
        byte[] write(String name, int mode) throws IOException;
    }

    final ArchiveFormat format;
    final Set<Kind> kinds;
    private final Writer writer;
    private final ModeWriter modeWriter;

    Known(ArchiveFormat format, Set<Kind> kinds, Writer writer, ModeWriter modeWriter) {
        this.format = format;
        this.kinds = kinds;
        this.writer = writer;
        this.modeWriter = modeWriter;
    }

    byte[] archive(List<Entry> entries) throws IOException {
        return writer.write(entries);
    }

    /** With one entry, which has this type and these permissions. */
    byte[] withMode(String name, int mode) throws IOException {
        return modeWriter.write(name, mode);
    }

    private static Set<Kind> withoutHardLinks() {
        return EnumSet.complementOf(EnumSet.of(Kind.HARD_LINK));
    }

    private static byte[] specialTar(String name, int mode) {
        char type =
                switch (mode & 0170000) {
                    case 0020000 -> '3';
                    case 0060000 -> '4';
                    case 0010000 -> '6';
                    default -> '0';
                };
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Writers.tar(out, name, type, mode & 07777, "", "");
        out.writeBytes(new byte[1024]);
        return out.toByteArray();
    }

    private static byte[] specialZip(String name, int mode) {
        RawZip zip = new RawZip();
        Writers.zip(zip, new Entry(name, Kind.FILE, "")).attributes = mode << 16;
        return zip.bytes();
    }

    private static byte[] specialRpm(String name, int mode) {
        ByteArrayOutputStream cpio = new ByteArrayOutputStream();
        Writers.cpio(cpio, name, mode, 1, 1, "");
        return Writers.rpm(cpio);
    }

    private static byte[] specialAr(String name, int mode) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Writers.bytes("!<arch>\n"));
        Writers.ar(out, name, mode, new byte[0]);
        return out.toByteArray();
    }
}
