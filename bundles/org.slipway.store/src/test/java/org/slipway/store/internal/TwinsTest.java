package org.slipway.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.store.Progress;
import org.slipway.api.store.Upkeep.Sharing;
import org.slipway.async.OwnedDirectory;
import org.slipway.model.ManifestDigest;
import org.slipway.model.ManifestDigest.Algorithm;

/** What is done where hard links are refused. */
class TwinsTest {
    private static final String TEXT = "the same in all";
    private static final Twins.Linking REFUSED = (name, file) -> {
        throw new FileSystemException(name.toString(), file.toString(), "Too many links");
    };

    @TempDir
    Path temp;

    private Path store;
    private Path workshop;
    private final List<Path> entries = new ArrayList<>();

    @BeforeEach
    void create() throws Exception {
        store = Files.createDirectory(temp.resolve("store"));
        workshop = Files.createDirectory(temp.resolve("workshop"));
        for (String own : List.of("one", "two", "three")) entries.add(entry(own));
    }

    @AfterEach
    void nothing_is_left_and_everything_is_as_it_was() throws IOException {
        assertThat(workshop).isEmptyDirectory();
        for (Path entry : entries) {
            ManifestDigest digest =
                    ManifestDigest.of(entry.getFileName().toString()).orElseThrow();
            assertThat(Entries.isRight(entry, digest)).isTrue();
            assertThat(common(entry)).hasContent(TEXT);
        }
        OwnedDirectory.delete(store);
    }

    private Path entry(String own) throws Exception {
        Path tree = Files.createDirectories(temp.resolve(own + "/lib")).getParent();
        for (Path file : List.of(common(tree), tree.resolve("own"))) {
            Files.writeString(file, file.endsWith("own") ? own : TEXT);
            Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(5, 500_000_000)));
            Files.setPosixFilePermissions(file, Trees.protection(false));
        }
        StringBuilder manifest = new StringBuilder();
        ManifestDigest digest = ManifestScan.scan(
                        tree, new WrittenHashes(Algorithm.SHA256NEW), Progress.NONE, manifest::append, entry -> {})
                .digest();
        Files.writeString(tree.resolve(".manifest"), manifest);
        for (Path directory : List.of(tree.resolve("lib"), tree))
            Files.setPosixFilePermissions(directory, Trees.protection(true));
        return Files.move(tree, store.resolve(digest.directoryName()));
    }

    private static Path common(Path entry) {
        return entry.resolve("lib/common");
    }

    private Sharing share(Twins.Linking linking, BlockCopies copies) throws IOException {
        return new Twins(workshop.resolve("spare"), Progress.NONE, linking, copies).share(store, entries);
    }

    /** A program in the place of {@code cp}. */
    private BlockCopies copies(String script) throws IOException {
        Path program = Files.writeString(temp.resolve("cp"), "#!/bin/sh\necho \"$*\" >>" + log() + "\n" + script);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new BlockCopies(List.of(temp.resolve("none"), program));
    }

    private Path log() {
        return temp.resolve("log");
    }

    @Test
    void copies_that_share_their_blocks_are_made_where_links_are_refused() throws Exception {
        Sharing sharing = share(REFUSED, copies("exec cp -p -- \"$5\" \"$6\""));
        assertThat(sharing.freed()).isEqualTo(2L * TEXT.length());
        assertThat(sharing.skipped()).isEmpty();
        assertThat(Files.readAllLines(log()))
                .hasSize(2)
                .first()
                .asString()
                .startsWith("--reflink=always " + "--no-dereference --preserve=mode,timestamps -- "
                        + common(entries.get(0)));
        assertThat(Files.isSameFile(common(entries.get(0)), common(entries.get(1))))
                .isFalse();
    }

    @Test
    void what_a_link_is_refused_to_once_is_linked_to_its_copy_afterwards() throws Exception {
        Twins.Linking full = (name, file) -> {
            if (file.equals(common(entries.get(0)))) REFUSED.link(name, file);
            Files.createLink(name, file);
        };
        assertThat(share(full, copies("exec cp -p -- \"$5\" \"$6\"")).freed()).isEqualTo(2L * TEXT.length());
        assertThat(Files.readAllLines(log())).hasSize(1);
        assertThat(Files.isSameFile(common(entries.get(1)), common(entries.get(2))))
                .isTrue();
    }

    @Test
    void no_copy_is_made_where_links_can_be() throws Exception {
        assertThat(share(Files::createLink, copies("exit 1")).freed()).isEqualTo(2L * TEXT.length());
        assertThat(log()).doesNotExist();
    }

    @Test
    void where_neither_can_be_it_is_said_and_tried_once() throws Exception {
        Sharing sharing = share(REFUSED, copies("echo half >\"$6\"; exit 1"));
        assertThat(sharing.freed()).isZero();
        assertThat(sharing.skipped()).hasSize(2).allMatch(reason -> reason.contains("Too many links"));
        assertThat(Files.readAllLines(log())).hasSize(1);
        assertThat(share(REFUSED, new BlockCopies(List.of())).freed()).isZero();
    }

    @Test
    void what_has_gone_meanwhile_does_not_end_the_copies() throws Exception {
        Twins.Linking gone = (name, file) -> {
            if (Files.notExists(log())) {
                Files.createFile(log());
                throw new NoSuchFileException(name.toString());
            }
            REFUSED.link(name, file);
        };
        assertThat(share(gone, copies("exec cp -p -- \"$5\" \"$6\"")).freed()).isEqualTo(TEXT.length());
        assertThat(Files.readAllLines(log())).hasSize(1);
    }

    /** Nobody can see from a file whether it has its blocks in common with another. */
    @Test
    void copies_are_made_and_counted_again_the_next_time() throws Exception {
        for (int i = 0; i < 2; i++)
            assertThat(share(REFUSED, copies("exec cp -p -- \"$5\" \"$6\"")).freed())
                    .isEqualTo(2L * TEXT.length());
    }

    @Test
    void who_is_stopped_stops_and_leaves_no_program_that_goes_on() throws Exception {
        Twins.Linking stopped = (name, file) -> {
            Thread.currentThread().interrupt();
            REFUSED.link(name, file);
        };
        BlockCopies slow = copies("trap '' TERM\nwhile :; do echo half >\"$6\"; done");
        assertThatThrownBy(() -> share(stopped, slow)).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(ProcessHandle.current().children())
                .noneMatch(child -> child.info().commandLine().orElse("").contains(temp.toString()));
    }

    @Test
    void copy_that_is_not_what_it_is_of() throws Exception {
        for (String lie : List.of(
                "echo evil >\"$6\"",
                "ln -s \"$5\" \"$6\"",
                "exit 0",
                "cp -- \"$5\" \"$6\"",
                "cp -p -- \"$5\" \"$6\"; chmod +x \"$6\"",
                "cp -p -- \"$5\" \"$6\"; chmod o+w \"$6\"",
                "mkdir \"$6\""))
            assertThat(share(REFUSED, copies(lie)).freed()).as(lie).isZero();
    }

    /** Of the machine: whether its file system can is not known here. */
    @Test
    void the_program_of_the_system_makes_a_copy_or_leaves_nothing() throws Exception {
        Path copy = temp.resolve("copy");
        BlockCopies copies = new BlockCopies();
        boolean made = copies.copy(common(entries.get(0)), copy);
        assertThat(Files.exists(copy)).isEqualTo(made);
        assertThat(share(REFUSED, copies).freed()).isEqualTo(made ? 2L * TEXT.length() : 0);
        Files.deleteIfExists(copy);
    }
}
