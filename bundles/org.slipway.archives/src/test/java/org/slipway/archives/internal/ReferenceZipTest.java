package org.slipway.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attributes, times and names that no tool of this machine writes. */
class ReferenceZipTest {
    private static final int[] HOSTS = {0, 2, 3, 5, 6, 7, 11, 14, 16, 19};
    private static final int[] MODES = {0, 0100644, 0100755, 0100444, 0644, 0755, 0100711, 0106755, 040755, 0100000};

    @TempDir
    Path temp;

    private Path archive(RawZip zip) throws IOException {
        return Files.write(temp.resolve("a.zip"), zip.bytes());
    }

    private void same(RawZip zip) throws Exception {
        Tool.need("0install");
        Tool.need("unzip");
        Reference reference = new Reference(temp);
        Path archive = archive(zip);
        reference.same(
                reference.ours(new Zip(), archive, Optional.empty()), reference.theirs(archive, Optional.empty()));
    }

    @Test
    void attributes_of_every_system_make_the_same_files_executable() throws Exception {
        RawZip zip = new RawZip();
        for (int host : HOSTS)
            for (int mode : MODES)
                for (int dos : new int[] {0, 1, 0x20, 0x21, 0x10}) {
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

    @Test
    void a_name_of_an_old_system_is_in_its_code_page() throws Exception {
        RawZip zip = new RawZip();
        RawZip.Entry entry = zip.add("x", "");
        entry.name = new byte[] {(byte) 0x81, 'b', (byte) 0xe1};
        entry.localName = entry.name;
        entry.host = 0;
        assertThat(new Reference(temp).ours(new Zip(), archive(zip), Optional.empty()))
                .endsWith(" übß\n");
    }
}
