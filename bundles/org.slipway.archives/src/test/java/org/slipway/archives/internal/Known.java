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
    TAR(new TarPlain(), EnumSet.allOf(Kind.class)) {
        @Override
        byte[] archive(List<Entry> entries) {
            return Writers.tar(entries);
        }

        @Override
        byte[] withMode(String name, int mode) {
            return special(name, mode);
        }
    },
    TAR_GZ(new TarGzip(), EnumSet.allOf(Kind.class)) {
        @Override
        byte[] archive(List<Entry> entries) throws IOException {
            return Writers.gzip(Writers.tar(entries));
        }

        @Override
        byte[] withMode(String name, int mode) throws IOException {
            return Writers.gzip(special(name, mode));
        }
    },
    ZIP(new Zip(), EnumSet.complementOf(EnumSet.of(Kind.HARD_LINK))) {
        @Override
        byte[] archive(List<Entry> entries) {
            return Writers.zip(entries);
        }

        @Override
        byte[] withMode(String name, int mode) {
            RawZip zip = new RawZip();
            Writers.zip(zip, new Entry(name, Kind.FILE, "")).attributes = mode << 16;
            return zip.bytes();
        }
    },
    SEVEN_ZIP(new SevenZip(), EnumSet.complementOf(EnumSet.of(Kind.HARD_LINK))) {
        @Override
        byte[] archive(List<Entry> entries) throws IOException {
            return Writers.sevenZip(entries);
        }

        @Override
        byte[] withMode(String name, int mode) throws IOException {
            return Writers.sevenZip(name, mode);
        }
    },
    DEB(new Deb(), EnumSet.allOf(Kind.class)) {
        @Override
        byte[] archive(List<Entry> entries) throws IOException {
            return Writers.deb(Writers.tar(entries));
        }

        @Override
        byte[] withMode(String name, int mode) throws IOException {
            return Writers.deb(special(name, mode));
        }
    },
    GEM(new Gem(), EnumSet.allOf(Kind.class)) {
        @Override
        byte[] archive(List<Entry> entries) throws IOException {
            return Writers.gem(Writers.tar(entries));
        }

        @Override
        byte[] withMode(String name, int mode) throws IOException {
            return Writers.gem(special(name, mode));
        }
    },
    RPM(new Rpm(), EnumSet.complementOf(EnumSet.of(Kind.HARD_LINK))) {
        @Override
        byte[] archive(List<Entry> entries) {
            return Writers.rpm(entries);
        }

        @Override
        byte[] withMode(String name, int mode) {
            ByteArrayOutputStream cpio = new ByteArrayOutputStream();
            Writers.cpio(cpio, name, mode, 1, 1, "");
            return Writers.rpm(cpio);
        }
    },
    AR(new Ar(), EnumSet.of(Kind.FILE, Kind.EXECUTABLE)) {
        @Override
        byte[] archive(List<Entry> entries) {
            return Writers.ar(entries);
        }

        @Override
        byte[] withMode(String name, int mode) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(Writers.bytes("!<arch>\n"));
            Writers.ar(out, name, mode, new byte[0]);
            return out.toByteArray();
        }
    };

    final ArchiveFormat format;
    final Set<Kind> kinds;

    Known(ArchiveFormat format, Set<Kind> kinds) {
        this.format = format;
        this.kinds = kinds;
    }

    abstract byte[] archive(List<Entry> entries) throws IOException;

    /** With one entry, which has this type and these permissions. */
    abstract byte[] withMode(String name, int mode) throws IOException;

    private static byte[] special(String name, int mode) {
        char type =
                switch (mode & 0170000) {
                    case 0020000 -> '3';
                    case 0060000 -> '4';
                    case 0010000 -> '6';
                    case 0140000 -> 's';
                    default -> '0';
                };
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Writers.tar(out, name, type, mode & 07777, "", "");
        out.writeBytes(new byte[1024]);
        return out.toByteArray();
    }
}
