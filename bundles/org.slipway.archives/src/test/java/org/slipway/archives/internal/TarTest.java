package org.slipway.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.lzma.LZMACompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slipway.api.archive.BadArchive;
import org.slipway.testkit.RecordedTree;

class TarTest {
    @TempDir
    Path temp;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8");

    private void file(String name, int mode, String text) throws IOException {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        entry.setMode(mode);
        entry.setModTime(java.nio.file.attribute.FileTime.fromMillis(5000));
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private void special(String name, byte type, String link) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
        entry.setLinkName(link);
        entry.setModTime(java.nio.file.attribute.FileTime.fromMillis(5000));
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    private Map<String, String> unpack(byte[] archive, Compression compression, Optional<String> extract)
            throws BadArchive, IOException {
        Path file = Files.write(temp.resolve("archive"), archive);
        RecordedTree tree = new RecordedTree();
        Tar.unpack(new FileInput(file, extract), tree, compression);
        return tree.entries();
    }

    private Map<String, String> unpack() throws BadArchive, IOException {
        tar.close();
        return unpack(bytes.toByteArray(), Compression.NONE, Optional.empty());
    }

    @Test
    void files_directories_and_links_are_built() throws Exception {
        special("d/", TarConstants.LF_DIR, "");
        file("d/plain", 0644, "text");
        file("d/run", 0750, "#!");
        special("d/soft", TarConstants.LF_SYMLINK, "../away");
        special("d/hard", TarConstants.LF_LINK, "d/plain");
        assertThat(unpack())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "d", "dir 5",
                        "d/plain", "file 5 text",
                        "d/run", "exec 5 #!",
                        "d/soft", "link ../away",
                        "d/hard", "same as d/plain"));
    }

    @Test
    void long_names_are_whole() throws Exception {
        String name = "a".repeat(90) + "/" + "b".repeat(120);
        file(name, 0644, "x");
        assertThat(unpack()).containsOnlyKeys(name);
    }

    @Test
    void set_id_bits_are_stripped() throws Exception {
        file("suid", 04755, "x");
        assertThat(unpack()).containsEntry("suid", "exec 5 x");
    }

    @Test
    void a_device_is_refused() throws Exception {
        special("null", TarConstants.LF_CHR, "");
        assertThatThrownBy(this::unpack).isInstanceOf(BadArchive.class).hasMessageContaining("'null'");
    }

    @Test
    void a_fifo_is_refused() throws Exception {
        special("pipe", TarConstants.LF_FIFO, "");
        assertThatThrownBy(this::unpack).isInstanceOf(BadArchive.class).hasMessageContaining("'pipe'");
    }

    @Test
    void only_the_wanted_directory_is_extracted() throws Exception {
        special("./a/", TarConstants.LF_DIR, "");
        file("./a/f", 0644, "x");
        file("./ab/f", 0644, "y");
        file("f", 0644, "z");
        tar.close();
        assertThat(unpack(bytes.toByteArray(), Compression.NONE, Optional.of("a")))
                .containsOnlyKeys("", "f");
        assertThatThrownBy(() -> unpack(bytes.toByteArray(), Compression.NONE, Optional.of("none")))
                .hasMessage("The archive has no directory 'none'");
    }

    @Test
    void a_hard_link_to_what_is_not_extracted_is_refused() throws Exception {
        file("f", 0644, "x");
        special("a/l", TarConstants.LF_LINK, "f");
        tar.close();
        assertThatThrownBy(() -> unpack(bytes.toByteArray(), Compression.NONE, Optional.of("a")))
                .hasMessageContaining("'a/l' is a link to 'f'");
    }

    private byte[] compressed(Compression compression) throws IOException {
        file("f", 0644, "x".repeat(10_000));
        tar.close();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream compressor =
                switch (compression) {
                    case NONE -> out;
                    case GZIP -> new GzipCompressorOutputStream(out);
                    case BZIP2 -> new BZip2CompressorOutputStream(out);
                    case XZ -> new XZCompressorOutputStream(out);
                    case LZMA -> new LZMACompressorOutputStream(out);
                    case LZIP -> new LzipOutput(out);
                    case ZSTD ->
                        ZstdCompressorOutputStream.builder()
                                .setOutputStream(out)
                                .setChecksum(true)
                                .get();
                }) {
            compressor.write(bytes.toByteArray());
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void every_compression_is_read(Compression compression) throws Exception {
        assertThat(unpack(compressed(compression), compression, Optional.empty()))
                .containsOnlyKeys("f");
    }

    @ParameterizedTest
    @EnumSource(value = Compression.class)
    void a_truncated_archive_is_refused(Compression compression) throws Exception {
        byte[] whole = compressed(compression);
        byte[] half = Arrays.copyOf(whole, compression == Compression.NONE ? 700 : whole.length / 2);
        assertThatThrownBy(() -> unpack(half, compression, Optional.empty()))
                .isInstanceOf(BadArchive.class)
                .hasMessageContaining("damaged");
    }

    @ParameterizedTest
    @EnumSource(
            value = Compression.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NONE", "LZMA"})
    void a_changed_checksum_is_noticed(Compression compression) throws Exception {
        byte[] archive = compressed(compression);
        int inTheChecksum = compression == Compression.GZIP ? archive.length - 8 : archive.length / 2;
        archive[inTheChecksum] ^= 0x55;
        assertThatThrownBy(() -> unpack(archive, compression, Optional.empty())).isInstanceOf(BadArchive.class);
    }

    @Test
    void garbage_behind_a_gzip_stream_is_refused() throws Exception {
        byte[] archive = compressed(Compression.GZIP);
        byte[] longer = Arrays.copyOf(archive, archive.length + 10);
        longer[archive.length] = 'x';
        assertThatThrownBy(() -> unpack(longer, Compression.GZIP, Optional.empty()))
                .isInstanceOf(BadArchive.class);
    }

    @Test
    void what_is_no_archive_is_refused() {
        byte[] page = "<html>Not Found</html>".repeat(100).getBytes(StandardCharsets.UTF_8);
        for (Compression compression : Compression.values())
            assertThatThrownBy(() -> unpack(page, compression, Optional.empty()))
                    .as(compression.name())
                    .isInstanceOf(BadArchive.class);
    }
}
