package org.slipway.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attributes, times and names that no tool of this machine writes. */
class ReferenceZipTest {
    private static final int[] HOSTS = {0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15, 16, 17, 19, 30};
    private static final int[] MODES = {
        0, 0100644, 0100755, 0100444, 0644, 0755, 0100711, 0106755, 040755, 0100000, 2, 4
    };

    @TempDir
    Path temp;

    private Path archive(RawZip zip) throws IOException {
        return Files.write(temp.resolve("a.zip"), zip.bytes());
    }

    private void same(RawZip zip) throws Exception {
        Tool.need("0install");
        Tool.need("unzip");
        Reference reference = new Reference(temp);
        reference.sameOrRefused(new Zip(), archive(zip));
    }

    @Test
    void attributes_of_every_system_make_the_same_files_executable() throws Exception {
        RawZip zip = new RawZip();
        for (int host : HOSTS)
            for (int mode : MODES)
                for (int dos : new int[] {0, 1, 0x20, 0x21, 0x10, 8, 9}) {
                    RawZip.Entry entry = zip.add(host + "/" + Integer.toOctalString(mode) + "-" + dos, "x");
                    entry.host = host;
                    entry.attributes = mode << 16 | dos;
                }
        same(zip);
    }

    @Test
    void a_link_is_one_where_the_reference_takes_it_for_one() throws Exception {
        RawZip zip = new RawZip();
        for (int host : HOSTS) {
            RawZip.Entry entry = zip.add("l" + host, "target");
            entry.host = host;
            entry.attributes = 0120777 << 16;
        }
        same(zip);
    }

    @Test
    void times_of_all_kinds_are_the_same() throws Exception {
        Random random = new Random(7);
        RawZip zip = new RawZip();
        for (int i = 0; i < 300; i++) {
            RawZip.Entry entry = zip.add("f" + i, "x");
            int date = random.nextInt(128) << 9 | (1 + random.nextInt(12)) << 5 | (1 + random.nextInt(31));
            int time = random.nextInt(24) << 11 | random.nextInt(60) << 5 | random.nextInt(30);
            entry.dosTime = date << 16 | time;
            entry.localExtra = extra(random, i % 5);
            entry.extra = i % 2 == 0 ? entry.localExtra : new byte[0];
        }
        same(zip);
    }

    @Test
    void days_and_months_that_do_not_exist_are_the_same() throws Exception {
        RawZip zip = new RawZip();
        for (int month = 0; month < 16; month++)
            for (int day : new int[] {0, 1, 30, 31})
                for (int year : new int[] {0, 1, 20, 44, 57, 120, 127})
                    zip.add(year + "-" + month + "-" + day, "").dosTime = year << 25 | month << 21 | day << 16 | 0xffff;
        same(zip);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a;1",
                "a;12",
                "a;",
                "a;1;2",
                "a;x",
                "a;1x",
                "a;1/b",
                "d/a;1",
                "a;1/",
                "a;1.txt",
                "a;\u0661",
                "a; 1"
            })
    void a_version_behind_a_name_is_none_for_both(String name) throws Exception {
        RawZip zip = new RawZip();
        zip.add(name, name.endsWith("/") ? "" : "x");
        same(zip);
    }

    @Test
    void of_two_versions_the_last_is_there() throws Exception {
        RawZip zip = new RawZip();
        zip.add("a;2", "second");
        zip.add("a;1", "first");
        same(zip);
    }

    @ParameterizedTest
    @ValueSource(strings = {"both", "own", "directory", "differ", "none", "of another name"})
    void a_name_in_unicode_is_the_same_or_refused(String where) throws Exception {
        RawZip zip = new RawZip();
        RawZip.Entry entry = zip.add("raw", "x");
        byte[] field = unicodePath("raw", "unicode");
        byte[] other = unicodePath(where.equals("differ") ? "raw" : "other", "other");
        if (!where.equals("directory") && !where.equals("none")) entry.localExtra = field;
        if (!where.equals("own") && !where.equals("none")) entry.extra = field;
        if (where.equals("differ") || where.equals("of another name")) entry.localExtra = other;
        same(zip);
    }

    private static byte[] unicodePath(String raw, String path) {
        CRC32 checksum = new CRC32();
        checksum.update(raw.getBytes(StandardCharsets.UTF_8));
        return RawZip.numbers(9 + path.length())
                .putShort((short) ZipExtra.UNICODE_PATH)
                .putShort((short) (5 + path.length()))
                .put((byte) 1)
                .putInt((int) checksum.getValue())
                .put(path.getBytes(StandardCharsets.UTF_8))
                .array();
    }

    private static byte[] extra(Random random, int kind) {
        int mtime = random.nextInt();
        return switch (kind) {
            case 1 ->
                // No time of change.
                RawZip.numbers(9)
                        .putShort((short) 0x5455)
                        .putShort((short) 5)
                        .put((byte) 2)
                        .putInt(mtime)
                        .array();
            case 2 ->
                RawZip.numbers(9)
                        .putShort((short) 0x5455)
                        .putShort((short) 5)
                        .put((byte) 1)
                        .putInt(mtime)
                        .array();
            case 3 ->
                RawZip.numbers(17)
                        .putShort((short) 0x5455)
                        .putShort((short) 13)
                        .put((byte) 7)
                        .putInt(mtime)
                        .putInt(1)
                        .putInt(2)
                        .array();
            case 4 ->
                RawZip.numbers(12)
                        .putShort((short) 0x5855)
                        .putShort((short) 8)
                        .putInt(1)
                        .putInt(mtime)
                        .array();
            default -> new byte[0];
        };
    }

    /** On purpose unlike the reference, which makes Latin-1 of the first, and two plus signs of the second. */
    @Test
    void a_name_of_an_old_system_is_in_its_code_page_or_utf_8() throws Exception {
        RawZip zip = new RawZip();
        RawZip.Entry entry = zip.add("x", "");
        entry.name = new byte[] {(byte) 0x81, 'b', (byte) 0xe1};
        entry.localName = entry.name;
        entry.host = 0;
        zip.add("ä", "").host = 0;
        assertThat(new Reference(temp).ours(new Zip(), archive(zip), Optional.empty()))
                .contains(" ä\n")
                .endsWith(" übß\n");
    }
}
