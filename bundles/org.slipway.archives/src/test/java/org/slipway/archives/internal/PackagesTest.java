package org.slipway.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.slipway.api.archive.ArchiveFormat;
import org.slipway.api.archive.BadArchive;
import org.slipway.testkit.ArchiveBytes;
import org.slipway.testkit.ArchiveFormatContract;
import org.slipway.testkit.ArchiveFormatContract.Entry;
import org.slipway.testkit.ArchiveFormatContract.Kind;
import org.slipway.testkit.RecordedTree;

/** What is particular to an archive within an archive. */
class PackagesTest {
    private static final String TIME = Long.toString(ArchiveFormatContract.MTIME);

    private static Map<String, String> unpack(ArchiveFormat format, byte[] archive) throws BadArchive, IOException {
        RecordedTree tree = new RecordedTree();
        format.unpack(ArchiveBytes.of(archive), tree);
        return tree.entries();
    }

    private static void refused(ArchiveFormat format, byte[] archive, String why) {
        assertThatThrownBy(() -> unpack(format, archive))
                .isInstanceOf(BadArchive.class)
                .hasMessageContaining(why);
    }

    private static byte[] tar() {
        return Writers.tar(List.of(new Entry("f", Kind.FILE, "text")));
    }

    @Test
    void a_gem_whose_files_are_a_link_to_a_file_of_this_machine_is_refused() {
        for (char type : new char[] {'1', '2'}) {
            ByteArrayOutputStream gem = new ByteArrayOutputStream();
            Writers.tar(gem, "data.tar.gz", type, 0644, "", "/home/user/secrets.tar.gz");
            refused(new Gem(), gem.toByteArray(), "'data.tar.gz' is refused: it is not a file");
        }
    }

    @Test
    void a_package_that_has_its_files_twice_is_refused() throws Exception {
        ByteArrayOutputStream gem = new ByteArrayOutputStream();
        gem.writeBytes(Writers.gem(tar()));
        byte[] once = Arrays.copyOf(gem.toByteArray(), gem.size() - 1024);
        gem.reset();
        gem.writeBytes(once);
        gem.writeBytes(Writers.gem(tar()));
        refused(new Gem(), gem.toByteArray(), "twice");

        ByteArrayOutputStream deb = new ByteArrayOutputStream();
        deb.writeBytes(Writers.deb(tar()));
        Writers.ar(deb, "data.tar", 0100644, tar());
        refused(new Deb(), deb.toByteArray(), "twice");
    }

    @Test
    void a_package_without_files_is_refused() {
        refused(new Gem(), tar(), "it has no data.tar.gz");
        refused(new Deb(), Writers.ar(List.of(new Entry("f", Kind.FILE, ""))), "it has no data.tar");
    }

    @Test
    void names_of_one_file_are_links_wherever_its_content_is() throws Exception {
        ByteArrayOutputStream cpio = new ByteArrayOutputStream();
        Writers.cpio(cpio, "a", 0100644, 7, 3, "");
        Writers.cpio(cpio, "b", 0100644, 7, 3, "text");
        Writers.cpio(cpio, "c", 0100644, 7, 3, "");
        Writers.cpio(cpio, "d", 0100644, 8, 2, "");
        Writers.cpio(cpio, "e", 0100644, 8, 2, "");
        assertThat(unpack(new Rpm(), Writers.rpm(cpio)))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "a", "same as b",
                        "b", "file " + TIME + " text",
                        "c", "same as b",
                        "d", "file " + TIME + " ",
                        "e", "same as d"));
    }

    @Test
    void directories_have_the_time_0_though_the_package_does_not_have_them() throws Exception {
        ByteArrayOutputStream cpio = new ByteArrayOutputStream();
        Writers.cpio(cpio, "./a/b/c", 0100644, 1, 1, "");
        Writers.cpio(cpio, "d/e", 0040755, 1, 1, "");
        assertThat(unpack(new Rpm(), Writers.rpm(cpio)))
                .containsEntry("a", "dir 0")
                .containsEntry("a/b", "dir 0")
                .containsEntry("d", "dir 0")
                .containsEntry("d/e", "dir 0");
    }

    @Test
    void a_name_that_is_twice_in_a_cpio_file_is_refused() {
        ByteArrayOutputStream cpio = new ByteArrayOutputStream();
        Writers.cpio(cpio, "f", 0100644, 1, 1, "old");
        Writers.cpio(cpio, "./f", 0100644, 2, 1, "new");
        refused(new Rpm(), Writers.rpm(cpio), "'./f' is refused: it is there twice");
    }

    @Test
    void a_checksum_of_a_cpio_file_is_checked() throws Exception {
        ByteArrayOutputStream cpio = new ByteArrayOutputStream();
        Writers.cpio(cpio, "f", 0100644, 1, 1, "text");
        byte[] right = cpio.toByteArray();
        right[5] = '2';
        System.arraycopy(Writers.bytes(String.format("%08x", 't' + 'e' + 'x' + 't')), 0, right, 102, 8);
        cpio.reset();
        cpio.writeBytes(right);
        byte[] archive = Writers.rpm(cpio);
        assertThat(unpack(new Rpm(), archive)).containsEntry("f", "file " + TIME + " text");
        archive[96 + 32 + 109] ^= 1;
        refused(new Rpm(), archive, "'f' is damaged: its checksum is wrong");
    }

    @Test
    void members_of_ar_that_are_tables_are_no_files() throws Exception {
        ByteArrayOutputStream ar = new ByteArrayOutputStream();
        ar.writeBytes(Writers.bytes("!<arch>\n"));
        for (String table : List.of("/", "//", "/SYM64/", "__.SYMDEF SORTED"))
            ar.writeBytes(Writers.bytes(
                    String.format("%-16s%-12s%-6s%-6s%-8s%-10d`\n%s", table, "", "", "", "", 4, "x/\n\n")));
        Writers.ar(ar, "f", 0100644, new byte[0]);
        assertThat(unpack(new Ar(), ar.toByteArray())).containsOnlyKeys("f");
    }
}
