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
import java.util.Arrays;
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

    private void refused(RawZip zip, String why) {
        assertThatThrownBy(() -> unpack(zip.bytes()))
                .isInstanceOf(BadArchive.class)
                .hasMessageContaining(why);
    }

    @Test
    void sizes_that_the_two_headers_tell_differently_are_refused() {
        RawZip zip = new RawZip();
        zip.add("f", "text").localSize = 3;
        refused(zip, "'f' has two headers that disagree");
    }

    @Test
    void times_that_the_two_headers_tell_differently_are_refused() {
        RawZip zip = new RawZip();
        RawZip.Entry entry = zip.add("f", "text");
        entry.localExtra = time(5);
        entry.extra = time(6);
        refused(zip, "'f' has two headers that disagree");
    }

    private static byte[] time(int seconds) {
        return RawZip.numbers(9)
                .putShort((short) 0x5455)
                .putShort((short) 5)
                .put((byte) 1)
                .putInt(seconds)
                .array();
    }

    @Test
    void an_entry_past_its_declared_size_is_refused() {
        RawZip zip = new RawZip();
        RawZip.Entry entry = zip.add("f", "text");
        entry.size = 3;
        entry.localSize = 3;
        refused(zip, "'f' is damaged: its size or checksum is wrong");
    }

    @Test
    void an_entry_past_the_end_of_the_archive_is_refused() {
        RawZip zip = new RawZip();
        RawZip.Entry entry = zip.add("f", "text");
        entry.size = 1000;
        entry.localSize = 1000;
        refused(zip, "'f' is damaged: the archive ends in it");
    }

    @Test
    void a_bomb_of_entries_that_share_their_bytes_is_refused() {
        RawZip zip = new RawZip();
        RawZip.Entry outer = zip.add("f", "text");
        zip.add("g", "more");
        outer.size = 4 + 31 + 4;
        outer.localSize = outer.size;
        refused(zip, "two of its entries have the same bytes");
    }

    @Test
    void what_follows_the_directory_is_refused_unless_it_is_zeros() throws Exception {
        RawZip zip = new RawZip();
        zip.add("f", "text");
        byte[] archive = zip.bytes();
        byte[] padded = Arrays.copyOf(archive, archive.length + 512);
        assertThat(unpack(padded)).containsOnlyKeys("f");
        padded[padded.length - 1] = 'x';
        assertThatThrownBy(() -> unpack(padded)).hasMessageContaining("no directory at its end");
    }

    @Test
    void a_program_in_front_of_the_archive_is_passed_over() throws Exception {
        RawZip zip = new RawZip();
        zip.add("f", "text");
        byte[] archive = zip.bytes();
        byte[] program = new byte[archive.length + 100];
        System.arraycopy(archive, 0, program, 100, archive.length);
        assertThat(unpack(program)).containsOnlyKeys("f");
    }

    @Test
    void a_directory_that_does_not_have_what_it_counts_is_refused() {
        RawZip zip = new RawZip();
        zip.add("f", "text");
        for (int count : new int[] {0, 2, 9}) {
            byte[] archive = zip.bytes();
            archive[archive.length - 22 + 8] = (byte) count;
            archive[archive.length - 22 + 10] = (byte) count;
            assertThatThrownBy(() -> unpack(archive)).hasMessageContaining("contradicts itself");
        }
    }

    @Test
    void a_directory_with_content_is_refused() {
        RawZip zip = new RawZip();
        zip.add("d/", "text");
        refused(zip, "'d/' is refused: it is a directory with content");
    }

    @Test
    void an_unknown_compression_is_refused_by_name() {
        RawZip zip = new RawZip();
        zip.add("f", "text").method = 98;
        refused(zip, "'f' is compressed by the unknown method 98");
    }

    @Test
    void the_last_of_two_entries_of_one_name_wins() throws Exception {
        RawZip zip = new RawZip();
        zip.add("f", "old");
        zip.add("f", "new");
        assertThat(unpack(zip.bytes()).get("f")).endsWith(" new");
    }

    @Test
    void a_bomb_stops_where_the_tree_may_not_grow_any_more() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream bomb = new ZipArchiveOutputStream(packed)) {
            bomb.putArchiveEntry(new ZipArchiveEntry("bomb"));
            for (int i = 0; i < 100; i++) bomb.write(new byte[1 << 20]);
            bomb.closeArchiveEntry();
        }
        Path archive = Files.write(temp.resolve("a.zip"), packed.toByteArray());
        assertThatThrownBy(() -> new Reference(temp).ours(new Zip(), archive, Optional.empty(), 1 << 20))
                .isInstanceOf(BadArchive.class)
                .hasMessageContaining("'bomb' is refused: the files have more than 1048576 bytes");
    }

    private static int find(byte[] archive, int signature) {
        ByteBuffer buffer = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < archive.length - 3; i++) if (buffer.getInt(i) == signature) return i;
        throw new AssertionError("no such header");
    }
}
