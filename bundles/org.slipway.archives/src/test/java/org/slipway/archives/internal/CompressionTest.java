package org.slipway.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;
import org.slipway.api.archive.ArchiveFormat;
import org.slipway.api.archive.BadArchive;
import org.slipway.api.archive.TooLarge;
import org.slipway.testkit.ArchiveBytes;
import org.slipway.testkit.ArchiveFormatContract.Entry;
import org.slipway.testkit.ArchiveFormatContract.Kind;
import org.slipway.testkit.RecordedTree;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;
import org.tukaani.xz.XZOutputStream;

/** Bombs and what follows a compressed stream. */
class CompressionTest {

    private static Map<String, String> unpack(ArchiveFormat format, ArchiveBytes archive)
            throws BadArchive, IOException {
        RecordedTree tree = new RecordedTree();
        format.unpack(archive, tree);
        return tree.entries();
    }

    private static byte[] tar() {
        return Writers.tar(List.of(new Entry("f", Kind.FILE, "text")));
    }

    private static byte[] xz(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new XZOutputStream(bytes, new LZMA2Options())) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    private static byte[] lzma(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new LZMAOutputStream(bytes, new LZMA2Options(), plain.length)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    private static byte[] lzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new LzipOutput(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    private static byte[] zstd(byte[] plain) {
        return com.github.luben.zstd.Zstd.compress(plain);
    }

    private static byte[] with(byte[] archive, String more) {
        byte[] longer = Arrays.copyOf(archive, archive.length + more.length());
        System.arraycopy(Writers.bytes(more), 0, longer, archive.length, more.length());
        return longer;
    }

    @Test
    void garbage_behind_a_compressed_stream_is_refused() throws Exception {
        Map<ArchiveFormat, byte[]> archives = Map.of(
                new TarGzip(), Writers.gzip(tar()),
                new TarXz(), xz(tar()),
                new TarLzma(), lzma(tar()),
                new TarLzip(), lzip(tar()),
                new TarZstd(), zstd(tar()));
        for (ArchiveFormat format : archives.keySet()) {
            byte[] archive = archives.get(format);
            assertThat(unpack(format, ArchiveBytes.of(archive))).containsOnlyKeys("f");
            assertThatThrownBy(() -> unpack(format, ArchiveBytes.of(with(archive, "garbage!"))))
                    .as(format.getClass().getSimpleName())
                    .isInstanceOf(BadArchive.class)
                    .hasMessageContaining("damaged");
        }
    }

    @Test
    void a_second_stream_goes_on_where_the_first_ends() throws Exception {
        byte[] whole = tar();
        byte[] first = Arrays.copyOf(whole, 700);
        byte[] second = Arrays.copyOfRange(whole, 700, whole.length);
        ByteArrayOutputStream lzips = new ByteArrayOutputStream();
        lzips.writeBytes(lzip(first));
        lzips.writeBytes(lzip(second));
        assertThat(unpack(new TarLzip(), ArchiveBytes.of(lzips.toByteArray()))).containsOnlyKeys("f");
        ByteArrayOutputStream gzips = new ByteArrayOutputStream();
        gzips.writeBytes(Writers.gzip(first));
        gzips.writeBytes(Writers.gzip(second));
        assertThat(unpack(new TarGzip(), ArchiveBytes.of(gzips.toByteArray()))).containsOnlyKeys("f");
    }

    /** Who publishes means one of them, and who reads one or the other. */
    @Test
    void what_is_named_for_lzma_may_be_of_lzip() throws Exception {
        assertThat(unpack(new TarLzma(), ArchiveBytes.of(lzip(tar())))).containsOnlyKeys("f");
    }

    @Test
    void a_bomb_in_what_is_not_extracted_stops_at_the_limit() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            ByteArrayOutputStream header = new ByteArrayOutputStream();
            Writers.tar(header, "bomb", '0', 0644, "x".repeat(1 << 18), "");
            for (int i = 0; i < 10; i++) header.writeTo(out);
        }
        ArchiveBytes archive =
                ArchiveBytes.of(bytes.toByteArray()).extracting("d").limited(1 << 20);
        assertThatThrownBy(() -> unpack(new TarGzip(), archive))
                .isInstanceOf(TooLarge.class)
                .hasMessageContaining("more than 1048576 bytes when unpacked");
    }

    @Test
    void a_bomb_behind_the_end_of_the_archive_stops_at_the_limit() throws Exception {
        byte[] archive = Writers.gzip(Arrays.copyOf(tar(), 1 << 24));
        assertThatThrownBy(() -> unpack(new TarGzip(), ArchiveBytes.of(archive).limited(1 << 20)))
                .isInstanceOf(TooLarge.class)
                .hasMessageContaining("more than 1048576 bytes when unpacked");
    }

    @Test
    void a_dictionary_that_is_larger_than_memory_is_refused_before_it_is_made() throws Exception {
        byte[] lzma = lzma(tar());
        lzma[4] = 0x7f;
        // With a size that is known, no more than that is needed.
        Arrays.fill(lzma, 5, 13, (byte) 0xff);
        assertThatThrownBy(() -> unpack(new TarLzma(), ArchiveBytes.of(lzma)))
                .isInstanceOf(BadArchive.class)
                .hasMessageContaining("MB of memory to be decompressed");
        byte[] lzip = lzip(tar());
        lzip[5] = 29;
        assertThatThrownBy(() -> unpack(new TarLzip(), ArchiveBytes.of(lzip)))
                .isInstanceOf(BadArchive.class)
                .hasMessageContaining("MB of memory to be decompressed");
    }

    @Test
    void a_window_that_zstd_itself_would_not_take_is_refused_and_not_called_damaged() {
        byte[] window = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, (byte) (28 - 10 << 3), 1, 0, 0};
        assertThatThrownBy(() -> new TarZstd().unpack(ArchiveBytes.of(window), new RecordedTree()))
                .isInstanceOf(BadArchive.class)
                .hasMessage("The archive is refused: it needs more than 128 MB of memory to be decompressed,"
                        + " more than zstd takes by itself. Its maker can pack it again without --long");
    }

    @Test
    void a_wrong_checksum_or_size_of_an_lzip_member_is_noticed() throws Exception {
        byte[] archive = lzip(tar());
        for (int at : new int[] {archive.length - 20, archive.length - 16, archive.length - 8}) {
            byte[] changed = archive.clone();
            changed[at] ^= 1;
            assertThatThrownBy(() -> unpack(new TarLzip(), ArchiveBytes.of(changed)))
                    .isInstanceOf(BadArchive.class);
        }
    }
}
