package org.slipway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.slipway.api.archive.ArchiveFormat;
import org.slipway.api.archive.ArchiveInput;
import org.slipway.api.archive.BadArchive;
import org.slipway.api.store.Unwritable;

/** What every archive format does, whatever it reads. */
public abstract class ArchiveFormatContract {

    /** The time of every entry: seconds since 1970. */
    public static final long MTIME = 1_000_000_000;

    public enum Kind {
        FILE,
        EXECUTABLE,
        DIRECTORY,
        SYMLINK,
        HARD_LINK
    }

    /** @param text a file's content, or what a link points to */
    public record Entry(String name, Kind kind, String text) {}

    protected abstract ArchiveFormat format();

    /** What the format can hold. */
    protected abstract Set<Kind> kinds();

    protected abstract byte[] archive(List<Entry> entries) throws IOException;

    private byte[] sample() throws IOException {
        List<Entry> entries = new ArrayList<>();
        if (kinds().contains(Kind.DIRECTORY)) entries.add(new Entry("d", Kind.DIRECTORY, ""));
        entries.add(new Entry("plain", Kind.FILE, "text ".repeat(500)));
        if (kinds().contains(Kind.EXECUTABLE)) entries.add(new Entry("run", Kind.EXECUTABLE, "#!"));
        if (kinds().contains(Kind.SYMLINK)) entries.add(new Entry("soft", Kind.SYMLINK, "../away"));
        if (kinds().contains(Kind.HARD_LINK)) entries.add(new Entry("hard", Kind.HARD_LINK, "plain"));
        return archive(entries);
    }

    private RecordedTree unpack(ArchiveInput archive) throws BadArchive, IOException {
        RecordedTree tree = new RecordedTree();
        format().unpack(archive, tree);
        return tree;
    }

    @Test
    void every_kind_of_entry_is_built() throws Exception {
        RecordedTree tree = unpack(ArchiveBytes.of(sample()));

        assertThat(tree.entries()).containsEntry("plain", "file " + MTIME + " " + "text ".repeat(500));
        if (kinds().contains(Kind.EXECUTABLE)) assertThat(tree.entries()).containsEntry("run", "exec " + MTIME + " #!");
        if (kinds().contains(Kind.SYMLINK)) assertThat(tree.entries()).containsEntry("soft", "link ../away");
        if (kinds().contains(Kind.HARD_LINK)) assertThat(tree.entries()).containsEntry("hard", "same as plain");
        if (kinds().contains(Kind.DIRECTORY))
            assertThat(tree.entries().get("d")).startsWith("dir ");
    }

    @Test
    void only_the_wanted_directory_is_extracted_and_it_has_to_be_there() throws Exception {
        if (!kinds().contains(Kind.DIRECTORY)) return;
        byte[] archive = archive(List.of(
                new Entry("a", Kind.DIRECTORY, ""),
                new Entry("a/b", Kind.FILE, "wanted"),
                new Entry("ab", Kind.FILE, "not"),
                new Entry("c", Kind.FILE, "not")));

        assertThat(unpack(ArchiveBytes.of(archive).extracting("a")).entries().keySet())
                .containsAnyOf("b")
                .doesNotContain("ab", "c", "a");
        assertThatThrownBy(() -> unpack(ArchiveBytes.of(archive).extracting("none")))
                .isInstanceOf(BadArchive.class)
                .hasMessageContaining("none");
    }

    @Test
    void names_are_left_to_the_builder_whose_refusal_ends_it() throws Exception {
        List<String> names = new ArrayList<>(List.of("../up", "-rf", "b\\c", "C:x", "ünïcode"));
        if (kinds().contains(Kind.DIRECTORY)) names.addAll(List.of("/absolute", "a/../../b", "d/./e"));
        for (String name : names) {
            byte[] archive = archive(List.of(new Entry(name, Kind.FILE, "x"), new Entry("later", Kind.FILE, "y")));
            List<String> asked = new ArrayList<>();
            RecordedTree tree = new RecordedTree() {
                @Override
                protected void before(String path) throws BadArchive {
                    asked.add(path);
                    if (path.equals(name)) throw new BadArchive("refused");
                }
            };

            assertThatThrownBy(() -> format().unpack(ArchiveBytes.of(archive), tree))
                    .as(name)
                    .hasMessage("refused");
            assertThat(asked).as(name).endsWith(name);
        }
    }

    @Test
    void what_is_cut_off_anywhere_is_a_bad_archive_and_no_other_failure() throws Exception {
        byte[] whole = sample();
        for (int length = 0; length < whole.length; length += 1 + whole.length / 200)
            isUnpackedOrBad(Arrays.copyOf(whole, length), "cut off after " + length);
    }

    @Test
    void what_is_changed_anywhere_is_a_bad_archive_and_no_other_failure() throws Exception {
        byte[] whole = sample();
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            byte[] changed = whole.clone();
            int at = random.nextInt(changed.length);
            changed[at] ^= (byte) (1 << random.nextInt(8));
            isUnpackedOrBad(changed, "changed at " + at);
        }
    }

    private void isUnpackedOrBad(byte[] archive, String how) throws IOException {
        try {
            unpack(ArchiveBytes.of(archive));
        } catch (BadArchive bad) {
            assertThat(bad).as(how).hasMessageNotContaining("null");
        }
    }

    @Test
    void what_is_no_archive_is_a_bad_one() {
        for (String text : List.of("", "x", "<html>Not Found</html>".repeat(100)))
            assertThatThrownBy(() -> unpack(ArchiveBytes.of(text.getBytes(StandardCharsets.UTF_8))))
                    .as(text)
                    .isInstanceOf(BadArchive.class);
    }

    @Test
    void a_disk_that_cannot_be_written_is_not_the_archives_fault() throws Exception {
        Unwritable full = new Unwritable("disk full", new IOException());
        RecordedTree tree = new RecordedTree() {
            @Override
            protected void before(String path) throws IOException {
                throw full;
            }
        };
        byte[] archive = sample();

        assertThatThrownBy(() -> format().unpack(ArchiveBytes.of(archive), tree))
                .isSameAs(full);
    }

    @Test
    void a_disk_that_cannot_be_read_is_not_the_archives_fault() throws Exception {
        IOException broken = new IOException("broken disk");
        ArchiveBytes archive = ArchiveBytes.of(sample());

        assertThatThrownBy(() -> unpack(new Broken(archive, broken))).isSameAs(broken);
    }

    private record Broken(ArchiveBytes archive, IOException broken) implements ArchiveInput {
        @Override
        public InputStream stream() {
            return new InputStream() {
                @Override
                public int read() throws IOException {
                    throw broken;
                }
            };
        }

        @Override
        public SeekableByteChannel channel() throws IOException {
            throw broken;
        }

        @Override
        public long size() {
            return archive.size();
        }

        @Override
        public long limit() {
            return archive.limit();
        }

        @Override
        public Optional<String> extract() {
            return Optional.empty();
        }
    }
}
