package org.slipway.store.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.store.Progress;
import org.slipway.model.ManifestDigest;
import org.slipway.model.ManifestDigest.Algorithm;

/** What another process removes meanwhile, or the disk does not give, is in nobody's way. */
class UnreadableManifestTest {
    private static final String TEXT = "D /lib\nF 0 5 3 file\n";

    @TempDir
    Path temp;

    private final MortalDisk disk = new MortalDisk(Long.MAX_VALUE);
    private final ManifestDigest digest =
            Hashes.named(Algorithm.SHA256NEW, Hashes.digest(Algorithm.SHA256NEW).digest(TEXT.getBytes(UTF_8)));
    private Path store;
    private Path entry;
    private Path manifest;

    @BeforeEach
    void create() throws IOException {
        store = Files.createDirectory(temp.resolve("store"));
        entry = Files.createDirectory(store.resolve(digest.directoryName()));
        manifest = Files.writeString(entry.resolve(".manifest"), TEXT);
    }

    private List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        Entries.eachLine(disk.path(entry), line -> lines.add(line.text()));
        return lines;
    }

    private DirectoryDraft.Verified draft() throws IOException {
        Path tree = Files.createDirectory(temp.resolve("draft"));
        Files.writeString(tree.resolve(".manifest"), TEXT);
        return new DirectoryDraft.Verified(disk.path(store), disk.path(tree), digest, disk.path(temp.resolve("spare")));
    }

    @Test
    void an_entry_that_goes_while_it_is_looked_at_has_no_lines() throws Exception {
        assertThat(lines()).hasSize(2);
        disk.spoil(manifest, new NoSuchFileException(manifest.toString()));
        assertThat(lines()).isEmpty();
    }

    @Test
    void a_tree_is_stored_though_an_entry_beside_it_cannot_be_read() throws Exception {
        disk.spoil(manifest, new FileSystemException(manifest.toString(), null, "Input/output error"));
        Twins.adopt(draft());
    }

    @Test
    void what_the_others_have_in_common_is_shared_though_an_entry_cannot_be_read() throws Exception {
        disk.spoil(manifest, new FileSystemException(manifest.toString(), null, "Input/output error"));
        Path other = Files.createDirectory(store.resolve("sha256new_" + "A".repeat(52)));
        List<Path> contents = List.of(disk.path(entry), disk.path(other));
        var sharing = new Twins(disk.path(temp.resolve("spare")), Progress.NONE).share(disk.path(store), contents);
        assertThat(sharing.skipped())
                .satisfiesExactly(
                        first -> assertThat(first).contains("'" + entry + "' cannot be read", "Input/output error"),
                        second -> assertThat(second).contains("'" + other + "' is no implementation"));
    }

    @Test
    void a_wanted_manifest_that_cannot_be_read_after_all_tells_no_difference() throws Exception {
        Path actual = Files.writeString(temp.resolve("actual"), "F 0 5 3 other\n");
        WantedManifest wanted = new WantedManifest(digest, List.of(disk.path(store)));
        assertThat(wanted.firstDifference(actual)).isPresent();
        disk.spoilAfter(1, manifest, new FileSystemException(manifest.toString(), null, "Input/output error"));
        assertThat(wanted.firstDifference(actual)).isEmpty();
    }
}
