package org.slipway.archives.internal;

import java.io.IOException;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Nested;
import org.slipway.api.archive.ArchiveFormat;
import org.slipway.testkit.ArchiveFormatContract;

/** Every format keeps to what all formats do. */
class ContractsTest {

    private abstract static class Contract extends ArchiveFormatContract {
        private final Known known;

        Contract(Known known) {
            this.known = known;
        }

        @Override
        protected ArchiveFormat format() {
            return known.format;
        }

        @Override
        protected Set<Kind> kinds() {
            return known.kinds;
        }

        @Override
        protected byte[] archive(List<Entry> entries) throws IOException {
            return known.archive(entries);
        }
    }

    @Nested
    class OfTar extends Contract {
        OfTar() {
            super(Known.TAR);
        }
    }

    @Nested
    class OfCompressedTar extends Contract {
        OfCompressedTar() {
            super(Known.TAR_GZ);
        }
    }

    @Nested
    class OfZip extends Contract {
        OfZip() {
            super(Known.ZIP);
        }
    }

    @Nested
    class OfSevenZip extends Contract {
        OfSevenZip() {
            super(Known.SEVEN_ZIP);
        }
    }

    @Nested
    class OfDeb extends Contract {
        OfDeb() {
            super(Known.DEB);
        }
    }

    @Nested
    class OfGem extends Contract {
        OfGem() {
            super(Known.GEM);
        }
    }

    @Nested
    class OfRpm extends Contract {
        OfRpm() {
            super(Known.RPM);
        }
    }

    @Nested
    class OfAr extends Contract {
        OfAr() {
            super(Known.AR);
        }
    }
}
