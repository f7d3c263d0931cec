package org.slipway.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import org.apache.commons.compress.archivers.zip.X5455_ExtendedTimestamp;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.archive.BadArchive;
import org.slipway.testkit.RecordedTree;

class ZipTest {
    private static final long MTIME = 1_000_000_000;

    @TempDir
    Path temp;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes);

    private void entry(String name, int mode, String text) throws IOException {
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        entry.setUnixMode(mode);
        X5455_ExtendedTimestamp times = new X5455_ExtendedTimestamp();
        times.setModifyTime(new ZipLong(MTIME));
        entry.addExtraField(times);
        zip.putArchiveEntry(entry);
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeArchiveEntry();
    }

    private byte[] archive() throws IOException {
        zip.close();
        return bytes.toByteArray();
    }

    private Map<String, String> unpack(byte[] archive) throws BadArchive, IOException {
        RecordedTree tree = new RecordedTree();
        new Zip().unpack(new FileInput(Files.write(temp.resolve("a.zip"), archive)), tree);
        return tree.entries();
    }

    @Test
    void files_directories_and_links_are_built() throws Exception {
        entry("d/", 040755, "");
        entry("d/plain", 0100644, "text");
        entry("d/run", 0100755, "#!");
        entry("d/soft", 0120777, "../away");
        assertThat(unpack(archive()))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "d", "dir " + MTIME,
                        "d/plain", "file " + MTIME + " text",
                        "d/run", "exec " + MTIME + " #!",
                        "d/soft", "link ../away"));
    }

    @Test
    void only_the_wanted_directory_is_extracted() throws Exception {
        entry("a/f", 0100644, "x");
        entry("b/f", 0100644, "y");
        RecordedTree tree = new RecordedTree();
        new Zip().unpack(new FileInput(Files.write(temp.resolve("a.zip"), archive()), Optional.of("a")), tree);
        assertThat(tree.entries()).containsOnlyKeys("f");
    }

    @Test
    void a_device_is_refused() throws Exception {
        entry("null", 020666, "");
        assertThatThrownBy(() -> unpack(archive())).hasMessageContaining("'null' is not a file");
    }

    @Test
    void a_wrong_checksum_is_refused() throws Exception {
        entry("f", 0100644, "text");
        byte[] archive = archive();
        int central = find(archive, 0x02014b50);
        archive[central + 16] ^= 1;
        archive[find(archive, 0x04034b50) + 14] ^= 1;
        assertThatThrownBy(() -> unpack(archive)).isInstanceOf(BadArchive.class);
    }

    @Test
    void a_name_that_the_two_headers_spell_differently_is_refused() throws Exception {
        entry("f", 0100644, "text");
        byte[] archive = archive();
        archive[find(archive, 0x04034b50) + 30] = 'g';
        assertThatThrownBy(() -> unpack(archive)).hasMessageContaining("two headers that disagree");
    }

    @Test
    void an_encrypted_entry_is_refused() throws Exception {
        entry("f", 0100644, "text");
        byte[] archive = archive();
        archive[find(archive, 0x02014b50) + 8] |= 1;
        archive[find(archive, 0x04034b50) + 6] |= 1;
        assertThatThrownBy(() -> unpack(archive)).hasMessageContaining("'f' is encrypted");
    }

    @Test
    void what_is_no_zip_file_is_refused() {
        assertThatThrownBy(() -> unpack("<html>".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(BadArchive.class);
    }

    private static int find(byte[] archive, int signature) {
        ByteBuffer buffer = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < archive.length - 3; i++) if (buffer.getInt(i) == signature) return i;
        throw new AssertionError("no such header");
    }
}
