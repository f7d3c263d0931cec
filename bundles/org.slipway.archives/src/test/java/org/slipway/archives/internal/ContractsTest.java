package org.slipway.archives.internal;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Nested;
import org.slipway.api.archive.ArchiveFormat;
import org.slipway.testkit.ArchiveFormatContract;

/** Every format keeps to what all formats do. */
class ContractsTest {

    @Nested
    class OfTar extends ArchiveFormatContract {
        @Override
        protected ArchiveFormat format() {
            return new TarPlain();
        }

        @Override
        protected Set<Kind> kinds() {
            return EnumSet.allOf(Kind.class);
        }

        @Override
        protected byte[] archive(List<Entry> entries) {
            return Writers.tar(entries);
        }
    }

    @Nested
    class OfCompressedTar extends ArchiveFormatContract {
        @Override
        protected ArchiveFormat format() {
            return new TarGzip();
        }

        @Override
        protected Set<Kind> kinds() {
            return EnumSet.allOf(Kind.class);
        }

        @Override
        protected byte[] archive(List<Entry> entries) throws IOException {
            return Writers.gzip(Writers.tar(entries));
        }
    }

    @Nested
    class OfZip extends ArchiveFormatContract {
        @Override
        protected ArchiveFormat format() {
            return new Zip();
        }

        @Override
        protected Set<Kind> kinds() {
            return EnumSet.complementOf(EnumSet.of(Kind.HARD_LINK));
        }

        @Override
        protected byte[] archive(List<Entry> entries) {
            return Writers.zip(entries);
        }
    }

    @Nested
    class OfSevenZip extends ArchiveFormatContract {
        @Override
        protected ArchiveFormat format() {
            return new SevenZip();
        }

        @Override
        protected Set<Kind> kinds() {
            return EnumSet.complementOf(EnumSet.of(Kind.HARD_LINK));
        }

        @Override
        protected byte[] archive(List<Entry> entries) throws IOException {
            return Writers.sevenZip(entries);
        }
    }

    @Nested
    class OfDeb extends ArchiveFormatContract {
        @Override
        protected ArchiveFormat format() {
            return new Deb();
        }

        @Override
        protected Set<Kind> kinds() {
            return EnumSet.allOf(Kind.class);
        }

        @Override
        protected byte[] archive(List<Entry> entries) throws IOException {
            return Writers.deb(Writers.tar(entries));
        }
    }

    @Nested
    class OfGem extends ArchiveFormatContract {
        @Override
        protected ArchiveFormat format() {
            return new Gem();
        }

        @Override
        protected Set<Kind> kinds() {
            return EnumSet.allOf(Kind.class);
        }

        @Override
        protected byte[] archive(List<Entry> entries) throws IOException {
            return Writers.gem(Writers.tar(entries));
        }
    }

    @Nested
    class OfRpm extends ArchiveFormatContract {
        @Override
        protected ArchiveFormat format() {
            return new Rpm();
        }

        @Override
        protected Set<Kind> kinds() {
            return EnumSet.complementOf(EnumSet.of(Kind.HARD_LINK));
        }

        @Override
        protected byte[] archive(List<Entry> entries) {
            return Writers.rpm(entries);
        }
    }

    @Nested
    class OfAr extends ArchiveFormatContract {
        @Override
        protected ArchiveFormat format() {
            return new Ar();
        }

        @Override
        protected Set<Kind> kinds() {
            return EnumSet.of(Kind.FILE, Kind.EXECUTABLE);
        }

        @Override
        protected byte[] archive(List<Entry> entries) {
            return Writers.ar(entries);
        }
    }
}
