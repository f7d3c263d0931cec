package org.slipway.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.github.luben.zstd.ZstdOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.lzma.LZMACompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;
import org.slipway.api.archive.ArchiveFormat;
import org.slipway.api.archive.BadArchive;
import org.slipway.api.archive.TreeBuilder;
import org.slipway.store.internal.TreeWithoutCase;
import org.slipway.testkit.ArchiveBytes;
import org.slipway.testkit.ArchiveFormatContract.Entry;
import org.slipway.testkit.ArchiveFormatContract.Kind;
import org.slipway.testkit.RecordedTree;

/** Attacks on a real store, by every format. Whatever an archive says, nothing beside its own draft changes. */
class HostileArchivesTest {
    private static final int LIMIT = 1 << 18;
    private static final Entry BOMB = new Entry("bomb", Kind.FILE, "x".repeat(4 * LIMIT));

    @TempDir
    Path temp;

    @TempDir
    Path elsewhere;

    private Path victim;
    private Reference store;
    private List<String> before;

    @BeforeEach
    void begin() throws IOException {
        victim = Files.createDirectories(temp.resolve("victim"));
        Files.writeString(victim.resolve("file"), "safe");
        Path entry = Files.createDirectories(temp.resolve("cache/implementations/sha1new=" + "b".repeat(40)));
        Files.writeString(entry.resolve("run"), "safe");
        store = new Reference(temp);
        before = surroundings();
    }

    @AfterEach
    void nothing_has_changed_beside_the_draft() throws IOException {
        assertThat(surroundings()).isEqualTo(before);
        assertThat(victim.resolve("file")).hasContent("safe");
    }

    private List<String> surroundings() throws IOException {
        try (Stream<Path> paths = Files.walk(temp)) {
            return paths.map(Path::toString)
                    .filter(path -> !path.endsWith("/archive") && !path.endsWith(".slipway.lock"))
                    .sorted()
                    .toList();
        }
    }

    private String unpack(Known known, byte[] bytes) throws BadArchive, IOException {
        Path archive = Files.write(temp.resolve("archive"), bytes);
        return store.ours(known.format, archive, Optional.empty());
    }

    private void refused(Known known, String named, Entry... entries) throws IOException {
        byte[] archive = known.archive(List.of(entries));
        assertThatThrownBy(() -> unpack(known, archive))
                .as("%s: %s", known, named)
                .isInstanceOf(BadArchive.class)
                .hasMessageContaining(named.replace("\n", "\\u{a}"))
                .hasMessageContaining("refused")
                .message()
                .doesNotContain("\n");
    }

    private static Entry file(String name) {
        return new Entry(name, Kind.FILE, "evil");
    }

    @ParameterizedTest
    @EnumSource
    void decompression_bomb(Known known) throws Exception {
        stopsAtItsLimit(known.format, known.archive(List.of(BOMB)));
    }

    @ParameterizedTest
    @MethodSource
    void decompression_bomb_of_every_compression(ArchiveFormat format, byte[] archive) throws Exception {
        assertThat(archive.length).isLessThan(LIMIT / 10);
        stopsAtItsLimit(format, archive);
    }

    static Stream<Arguments> decompression_bomb_of_every_compression() throws IOException {
        byte[] tar = Writers.tar(List.of(BOMB));
        return Stream.of(
                Arguments.of(new TarGzip(), Writers.gzip(tar)),
                Arguments.of(new TarBzip2(), packed(tar, BZip2CompressorOutputStream::new)),
                Arguments.of(new TarXz(), packed(tar, XZCompressorOutputStream::new)),
                Arguments.of(new TarLzma(), packed(tar, LZMACompressorOutputStream::new)),
                Arguments.of(new TarLzip(), packed(tar, LzipOutput::new)),
                Arguments.of(new TarZstd(), packed(tar, ZstdOutputStream::new)));
    }

    private interface Packer {
        OutputStream around(OutputStream out) throws IOException;
    }

    private static byte[] packed(byte[] plain, Packer packer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream packed = packer.around(out)) {
            packed.write(plain);
        }
        return out.toByteArray();
    }

    private void stopsAtItsLimit(ArchiveFormat format, byte[] bytes) throws IOException {
        Path archive = Files.write(temp.resolve("archive"), bytes);
        assertThatThrownBy(() -> store.ours(format, archive, Optional.empty(), LIMIT))
                .isInstanceOf(BadArchive.class)
                .hasMessageContaining("bomb")
                .hasMessageContaining("more than " + LIMIT + " bytes");
    }

    @ParameterizedTest
    @EnumSource
    void absolute_path(Known known) throws Exception {
        refused(known, "'/", file(victim + "/file"));
        refused(known, "'//", file("/" + victim + "/file"));
    }

    @ParameterizedTest
    @EnumSource
    void path_out_of_the_tree(Known known) throws Exception {
        for (String name : List.of("../victim/file", "..", "a/../../../victim/file", "./../x", "a/..", "a/./b", "a//b"))
            refused(known, "'" + name + "'", file(name));
    }

    @ParameterizedTest
    @EnumSource
    void path_into_another_entry_of_the_store(Known known) throws Exception {
        for (String up : List.of("../", "../../", "../../../"))
            refused(known, up + "sha1new", file(up + "sha1new=" + "b".repeat(40) + "/run"));
    }

    @ParameterizedTest
    @EnumSource
    void path_with_backslashes_or_a_drive(Known known) throws Exception {
        for (String name : List.of("..\\victim\\file", "a\\b", "C:\\x", "C:x", "\\\\server\\share"))
            refused(known, name, file(name));
    }

    @ParameterizedTest
    @EnumSource
    void newline_in_a_name_that_would_be_another_line_of_the_manifest(Known known) throws Exception {
        for (String name : List.of("a\nF 0 0 0 b", "a\n", "a\rb", "a\u001b[2J")) refused(known, name, file(name));
    }

    @ParameterizedTest
    @EnumSource
    void name_that_is_no_utf_8(Known known) throws Exception {
        refused(known, "UTF-8", file("a\udc81b"));
        refused(known, "UTF-8", file("\udcff"));
    }

    @ParameterizedTest
    @EnumSource
    void names_that_are_one_where_the_file_system_has_no_case_or_another_normalisation(Known known) throws Exception {
        collide(known, "run", file("Run"), file("run"));
        collide(known, "e\u0301", file("\u00e9"), file("e\u0301"));
        if (!known.kinds.contains(Kind.SYMLINK)) return;
        collide(known, "lib/b", file("Lib/a"), file("lib/b"));
        collide(known, "RUN", file("run"), new Entry("RUN", Kind.SYMLINK, "run"));
        collide(known, "bin/x", new Entry("Bin", Kind.SYMLINK, victim.toString()), file("bin/x"));
        if (known.kinds.contains(Kind.HARD_LINK))
            collide(known, "RUN", file("run"), new Entry("RUN", Kind.HARD_LINK, "run"));
    }

    private void collide(Known known, String refused, Entry... entries) throws IOException {
        Path archive = Files.write(temp.resolve("archive"), known.archive(List.of(entries)));
        TreeBuilder tree = TreeWithoutCase.in(Files.createTempDirectory(elsewhere, "tree"));
        assertThatThrownBy(() -> known.format.unpack(new FileInput(archive, Optional.empty()), tree))
                .as("%s: %s", known, refused)
                .isInstanceOf(BadArchive.class)
                .hasMessageContaining("'" + refused + "' is refused: it is spelled like '");
    }

    @ParameterizedTest
    @EnumSource
    void file_in_the_place_of_the_manifest(Known known) throws Exception {
        refused(known, ".manifest", file(".manifest"));
    }

    @ParameterizedTest
    @EnumSource
    void name_longer_than_a_file_system_has(Known known) throws Exception {
        refused(known, "nnn", file("n".repeat(256)));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AR")
    void file_through_a_link_of_the_same_archive(Known known) throws Exception {
        Entry link = new Entry("d", Kind.SYMLINK, victim.toString());
        refused(known, "'d/file'", link, file("d/file"));
        refused(known, "'d/e", link, new Entry("d/e", Kind.DIRECTORY, ""));
        refused(known, "'d/l'", link, new Entry("d/l", Kind.SYMLINK, "x"));
        refused(known, "'e/d/file'", new Entry("e/d", Kind.SYMLINK, "../../../victim"), file("e/d/file"));
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"AR", "RPM"})
    void file_over_a_link_replaces_the_link(Known known) throws Exception {
        byte[] archive = known.archive(
                List.of(new Entry("f", Kind.SYMLINK, victim.resolve("file").toString()), file("f")));
        assertThat(unpack(known, archive)).startsWith("F ").endsWith(" f\n");
    }

    @ParameterizedTest
    @EnumSource(names = {"TAR", "TAR_GZ", "DEB", "GEM"})
    void hard_link_out_of_the_tree(Known known) throws Exception {
        for (String target : List.of(victim + "/file", "../../../../victim/file", "nowhere", "a\\b"))
            refused(known, target, new Entry("h", Kind.HARD_LINK, target));
        Entry link = new Entry("l", Kind.SYMLINK, victim.toString());
        refused(known, "'l' is a link", link, new Entry("h", Kind.HARD_LINK, "l/file"));
    }

    @ParameterizedTest
    @EnumSource(names = {"TAR", "TAR_GZ", "DEB", "GEM"})
    void hard_link_to_a_link_out_of_the_tree_is_a_link_that_nothing_is_written_through(Known known) throws Exception {
        Entry link = new Entry("l", Kind.SYMLINK, victim + "/file");
        Entry twin = new Entry("h", Kind.HARD_LINK, "l");
        assertThat(unpack(known, known.archive(List.of(link, twin)))).matches("S ([0-9a-f]+ [0-9]+) h\nS \\1 l\n");
        assertThat(unpack(known, known.archive(List.of(link, twin, file("h"))))).matches("F .* h\nS .* l\n");
    }

    @ParameterizedTest
    @EnumSource
    void what_is_to_be_extracted_and_is_no_directory_is_named(Known known) throws Exception {
        Path archive = Files.write(temp.resolve("archive"), known.archive(List.of(file("f"), file("g"))));
        assertThatThrownBy(() -> store.ours(known.format, archive, Optional.of("g")))
                .isInstanceOf(BadArchive.class)
                .hasMessage("'g' cannot be extracted: it is no directory");
    }

    /** What has no checksum of the content is left out: only the digest of the tree protects that. */
    @ParameterizedTest
    @EnumSource(names = {"ZIP", "SEVEN_ZIP", "TAR_GZ", "DEB", "GEM"})
    void content_that_does_not_fit_its_checksum(Known known) throws Exception {
        byte[] archive = known.archive(List.of(new Entry("f", Kind.FILE, "honest content")));
        for (int at = 0; at < archive.length; at++) {
            byte[] changed = archive.clone();
            changed[at] ^= 0x04;
            RecordedTree tree = new RecordedTree();
            try {
                known.format.unpack(ArchiveBytes.of(changed), tree);
            } catch (BadArchive noticed) {
                continue;
            }
            assertThat(tree.entries().values())
                    .as("%s, byte %d", known, at)
                    .allSatisfy(entry -> assertThat(entry.toString()).contains("honest content"));
        }
    }

    /** What has an end of its own, as tar and cpio files have, may have anything behind it. */
    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"TAR", "GEM", "RPM"})
    void garbage_behind_the_archive(Known known) throws Exception {
        byte[] archive = known.archive(List.of(file("f")));
        byte[] longer = Arrays.copyOf(archive, archive.length + 8);
        Arrays.fill(longer, archive.length, longer.length, (byte) 'g');
        assertThatThrownBy(() -> unpack(known, longer))
                .as("%s", known)
                .isInstanceOf(BadArchive.class)
                .hasMessageContaining("damaged");
    }

    @ParameterizedTest
    @EnumSource
    void device_fifo_and_socket(Known known) throws Exception {
        for (int type : new int[] {0020000, 0060000, 0010000, 0140000}) {
            // A tar file has no sockets.
            if (type == 0140000 && known.kinds.contains(Kind.HARD_LINK)) continue;
            assertThatThrownBy(() -> unpack(known, known.withMode("special", type | 0666)))
                    .as("%s %o", known, type)
                    .isInstanceOf(BadArchive.class)
                    .hasMessageContaining("'special'");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "RPM")
    void set_id_bits_are_left_out(Known known) throws Exception {
        assertThat(unpack(known, known.withMode("sudo", 0106755)))
                .startsWith("X ")
                .endsWith(" sudo\n");
    }

    @ParameterizedTest
    @EnumSource(names = "RPM")
    void set_id_bits_that_the_references_tool_keeps(Known known) throws Exception {
        for (int mode : new int[] {0104755, 0102755, 0101777, 0041777})
            assertThatThrownBy(() -> unpack(known, known.withMode("sudo", mode)))
                    .isInstanceOf(BadArchive.class)
                    .hasMessageContaining("'sudo' is refused");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AR")
    void tree_too_deep_to_be_walked(Known known) throws Exception {
        refused(known, "directories deep", file("d/".repeat(257) + "f"));
    }
}
