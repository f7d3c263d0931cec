package org.slipway.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slipway.api.archive.ArchiveInput;
import org.slipway.api.archive.BadArchive;
import org.slipway.store.internal.TreeWithoutCase;
import org.slipway.testkit.ArchiveBytes;
import org.slipway.testkit.ArchiveFormatContract;
import org.slipway.testkit.ArchiveFormatContract.Entry;
import org.slipway.testkit.ArchiveFormatContract.Kind;
import org.slipway.testkit.RecordedTree;

class ExternalTest {
    @TempDir
    Path temp;

    private static External tar(String more) {
        return new External("tar", "tar", "tests", "tar -xf \"$1\"" + more);
    }

    private static void fails(External external, ArchiveBytes archive, String why) {
        assertThatThrownBy(() -> external.unpack(archive, new RecordedTree()))
                .isInstanceOf(BadArchive.class)
                .hasMessageContaining(why);
    }

    private static ArchiveBytes empty() {
        return ArchiveBytes.of(Writers.tar(List.of()));
    }

    @Test
    void what_the_tool_unpacks_goes_through_the_builder() throws Exception {
        byte[] archive = Writers.tar(List.of(
                new Entry("d", Kind.DIRECTORY, ""),
                new Entry("d/f", Kind.EXECUTABLE, "#!"),
                new Entry("d/l", Kind.SYMLINK, "/etc/passwd")));
        RecordedTree tree = new RecordedTree();
        tar("").unpack(ArchiveBytes.of(archive), tree);
        assertThat(tree.entries())
                .containsEntry("d/f", "exec " + ArchiveFormatContract.MTIME + " #!")
                .containsEntry("d/l", "link /etc/passwd")
                .containsKey("d");
    }

    @Test
    void a_fraction_of_a_second_is_dropped_before_1970_as_after() throws Exception {
        RecordedTree tree = new RecordedTree();
        tar("; touch -d @-1.5 before; touch -d @1.5 after").unpack(empty(), tree);
        assertThat(tree.entries()).containsEntry("before", "file -1 ").containsEntry("after", "file 1 ");
    }

    @Test
    void only_the_wanted_directory_is_extracted_whichever_way_its_slashes_are() throws Exception {
        byte[] archive = Writers.tar(List.of(new Entry("a/b/f", Kind.FILE, "x"), new Entry("g", Kind.FILE, "y")));
        RecordedTree tree = new RecordedTree();
        tar("").unpack(ArchiveBytes.of(archive).extracting("a\\b"), tree);
        assertThat(tree.entries()).containsKey("f").doesNotContainKey("g");
    }

    @Test
    void a_tool_that_is_not_here_is_named_with_where_it_can_be_had() {
        External none = new External("no-such-tool", "the package 'some-tools'", "odd archives", "false");
        fails(
                none,
                empty(),
                "The archive needs the program 'no-such-tool', which is not here: it is for odd archives. "
                        + "Install the package 'some-tools', then try again");
    }

    @Test
    void a_tool_that_fails_has_the_last_word() {
        fails(tar("; echo too bad; exit 1"), empty(), "The archive is damaged: tar says: too bad");
    }

    @Test
    void a_bomb_that_a_tool_unpacks_stops_at_the_limit() {
        fails(tar("; cat /dev/zero > bomb"), empty().limited(1 << 20), "more than 1048576 bytes when unpacked");
    }

    /** Wanted until a file is there. */
    private record WantedUntil(Path file, ArchiveInput archive) implements ArchiveInput {
        @Override
        public void sign() throws IOException {
            if (Files.exists(file)) throw new InterruptedIOException("stopped");
        }

        @Override
        public InputStream stream() throws IOException {
            return archive.stream();
        }

        @Override
        public SeekableByteChannel channel() throws IOException {
            return archive.channel();
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
            return archive.extract();
        }
    }

    @Test
    void a_tool_that_nobody_waits_for_any_more_is_ended_and_leaves_nothing() throws Exception {
        Path begun = temp.resolve("begun");
        External slow = tar("; pwd > " + temp + "/where; mkfifo pipe; echo $$ > " + begun + "; exec cat pipe");
        assertThatThrownBy(() -> slow.unpack(new WantedUntil(begun, empty()), new RecordedTree()))
                .isInstanceOf(InterruptedIOException.class);
        assertThat(ProcessHandle.of(Long.parseLong(Files.readString(begun).strip())))
                .isEmpty();
        assertThat(Path.of(Files.readString(temp.resolve("where")).strip()).getParent())
                .doesNotExist();
    }

    /** An hour passes from look to look, as soon as the tool has begun. */
    private External patient(String begins, String goesOn, Hourly clock) {
        String begun = "pwd > " + temp + "/part; mv " + temp + "/part " + temp + "/where; ";
        return new External("tar", "tar", "tests", begins + begun + goesOn, clock);
    }

    private Path where() throws IOException {
        return Path.of(Files.readString(temp.resolve("where")).strip());
    }

    private final class Hourly implements LongSupplier {
        private final List<String> written;
        private int hours;

        /** @param written what is written in each of the hours */
        Hourly(List<String> written) {
            this.written = written;
        }

        @Override
        public long getAsLong() {
            if (!Files.exists(temp.resolve("where"))) return 0;
            try {
                if (hours < written.size())
                    Files.writeString(
                            where().resolve(written.get(hours)),
                            "x",
                            StandardOpenOption.CREATE,
                            StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Duration.ofHours(hours++).toNanos();
        }
    }

    @Test
    void a_tool_that_writes_nothing_any_more_is_given_up_and_leaves_nothing() throws Exception {
        String stuck = "mkfifo pipe; cat pipe & echo $! > " + temp + "/child; echo $$ > " + temp + "/shell; ";
        fails(
                patient(stuck, "cat pipe", new Hourly(List.of("some", "some"))),
                empty(),
                "tar has written nothing for 10 minutes, and was ended. The archive may be damaged, or this tar cannot read it: "
                        + "unpack it by hand to see, or install another version of tar");
        assertThat(List.of("shell", "child")).noneMatch(this::runs);
        assertThat(where().getParent()).doesNotExist();
    }

    /** What is dead has no command, also while whoever inherited it has not noticed. */
    private boolean runs(String file) {
        try {
            return ProcessHandle.of(
                            Long.parseLong(Files.readString(temp.resolve(file)).strip()))
                    .flatMap(process -> process.info().command())
                    .isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Longer than the patience, if it did not count. */
    @ParameterizedTest
    @ValueSource(strings = {"file", "../words"})
    void a_tool_that_writes_files_or_says_something_is_waited_for(String written) throws Exception {
        RecordedTree tree = new RecordedTree();
        Path end = temp.resolve("end");
        List<String> hours = new ArrayList<>(Collections.nCopies(13, written));
        hours.add(end.toString());
        patient("echo > result; mkfifo " + end + "; ", "cat " + end, new Hourly(hours))
                .unpack(empty(), tree);
        assertThat(tree.entries()).containsKey("result");
    }

    @Test
    void a_fifo_that_a_tool_makes_is_refused() {
        fails(tar("; mkfifo pipe"), empty(), "'pipe' is not a file");
    }

    @Test
    void names_that_are_one_where_the_file_system_has_no_case() {
        byte[] archive = Writers.tar(List.of(new Entry("Run", Kind.FILE, "x"), new Entry("run", Kind.FILE, "y")));
        assertThatThrownBy(() -> tar("").unpack(ArchiveBytes.of(archive), TreeWithoutCase.in(temp)))
                .isInstanceOf(BadArchive.class)
                .hasMessageContaining("is refused: it is spelled like");
    }

    @Test
    void a_disk_image_has_the_tree_that_7z_finds_in_it() throws Exception {
        Tool.need("7z");
        Tool.need("genisoimage");
        Files.writeString(Files.createDirectories(temp.resolve("in/App")).resolve("f"), "text");
        Path image = temp.resolve("a.dmg");
        Tool.shell(temp, "genisoimage -quiet -r -V App -o $1 in", image);
        RecordedTree tree = new RecordedTree();
        new Dmg().unpack(new FileInput(image, Optional.of("App")), tree);
        assertThat(tree.entries().get("f")).endsWith(" text");
    }

    @Test
    void an_installer_that_is_none_is_a_bad_archive() {
        Tool.need("msiextract");
        assertThatThrownBy(() -> new Msi().unpack(ArchiveBytes.of(new byte[100]), new RecordedTree()))
                .isInstanceOf(BadArchive.class)
                .hasMessageContaining("msiextract says");
    }
}
