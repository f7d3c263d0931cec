package org.slipway.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.archive.BadArchive;
import org.slipway.store.internal.TreeWithoutCase;
import org.slipway.testkit.ArchiveBytes;
import org.slipway.testkit.RecordedTree;

class CabTest {
    @TempDir
    Path temp;

    private static Map<String, String> unpack(byte[] cabinet) throws BadArchive, IOException {
        RecordedTree tree = new RecordedTree();
        new Cab().unpack(ArchiveBytes.of(cabinet), tree);
        return tree.entries();
    }

    private static void bad(byte[] cabinet, String why) {
        assertThatThrownBy(() -> unpack(cabinet)).isInstanceOf(BadArchive.class).hasMessageContaining(why);
    }

    private void refused(String name, String why) throws IOException {
        Path archive = Files.write(temp.resolve("a.cab"), Writers.cab(name, "text"));
        assertThatThrownBy(() -> new Reference(temp).ours(new Cab(), archive, Optional.empty()))
                .isInstanceOf(BadArchive.class)
                .hasMessageContaining("refused")
                .hasMessageContaining(why);
    }

    @Test
    void a_backslash_is_between_the_names_of_a_path() throws Exception {
        assertThat(unpack(Writers.cab("d\\f", "text"))).containsOnlyKeys("d/f");
    }

    @Test
    void path_out_of_the_tree() throws Exception {
        refused("..\\victim", "'../victim'");
        refused("../victim", "'../victim'");
        refused("a\\..\\..\\b", "..");
    }

    @Test
    void absolute_path() throws Exception {
        refused("\\windows\\x", "absolute");
        refused("\\\\server\\share", "absolute");
        refused("C:\\x", "drive");
    }

    @Test
    void newline_in_a_name_that_would_be_another_line_of_the_manifest() throws Exception {
        refused("a\nF 0 0 0 b", "control character");
    }

    @Test
    void a_name_without_the_flag_of_unicode_is_its_bytes_as_for_the_reference() throws Exception {
        Tool.need("0install");
        Tool.need("cabextract");
        Path archive = Files.write(temp.resolve("a.cab"), Writers.cab("d\\\u00fcml\u00e4ut \u65e5", "text"));
        new Reference(temp).sameOrRefused(new Cab(), archive);
        refused("\udcfcml\udce4ut", "the name is no UTF-8");
    }

    @Test
    void names_that_are_one_where_the_file_system_has_no_case() {
        ArchiveBytes cabinet = ArchiveBytes.of(Writers.cab(List.of("Lib\\a", "lib\\b"), "text"));
        assertThatThrownBy(() -> new Cab().unpack(cabinet, TreeWithoutCase.in(temp)))
                .isInstanceOf(BadArchive.class)
                .hasMessageContaining("'lib/b' is refused: it is spelled like 'Lib'");
    }

    @Test
    void a_wrong_checksum_is_noticed() {
        byte[] cabinet = Writers.cab("f", "text");
        cabinet[cabinet.length - 1] ^= 1;
        bad(cabinet, "wrong checksum");
    }

    @Test
    void content_past_the_end_of_its_folder_is_refused() {
        byte[] cabinet = Writers.cab("f", "text");
        cabinet[44] = 5;
        bad(cabinet, "'f' is damaged");
    }

    @Test
    void a_cabinet_that_says_more_than_the_limit_is_refused_at_once() {
        byte[] cabinet = Writers.cab("f", "text");
        cabinet[47] = 0x7f;
        bad(cabinet, "bytes when unpacked");
    }

    @Test
    void what_follows_the_cabinet_is_refused() {
        bad(Arrays.copyOf(Writers.cab("f", "text"), 1000), "another size than it says");
    }

    @Test
    void a_part_of_several_cabinets_is_refused() {
        byte[] cabinet = Writers.cab("f", "text");
        cabinet[30] = 2;
        bad(cabinet, "a part of several");
    }

    @Test
    void a_compression_that_is_not_ours_is_left_to_cabextract() {
        byte[] cabinet = Writers.cab("f", "text");
        cabinet[36 + 6] = 3;
        bad(cabinet, "cabextract");
    }
}
