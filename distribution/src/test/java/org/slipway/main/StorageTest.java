package org.slipway.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageTest {
    @TempDir
    Path parent;

    @Test
    void every_process_has_its_own_and_leaves_nothing() throws Exception {
        try (Storage one = Storage.make(parent, Instant.now());
                Storage two = Storage.make(parent, Instant.now())) {
            assertThat(one.directory()).isNotEqualTo(two.directory()).exists();
        }
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void a_process_that_a_signal_ends_first_makes_none() {
        Storage storage = new Storage(parent);
        storage.close();
        assertThatThrownBy(storage::create).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(storage::directory).isInstanceOf(IllegalStateException.class);
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void what_a_killed_process_left_is_deleted_by_the_next_and_what_may_be_young_is_not() throws Exception {
        Path left = Files.createDirectory(parent.resolve("slipway-storage-left"));
        Files.createFile(left.resolve("lock"));
        Path foreign = Files.createDirectory(parent.resolve("something-else"));
        try (Storage first = Storage.make(parent, Instant.now())) {
            assertThat(first.directory()).exists();
            assertThat(left).exists();
        }
        try (Storage later = Storage.make(parent, Instant.now().plus(Duration.ofMinutes(2)))) {
            assertThat(later.directory()).exists();
            assertThat(left).doesNotExist();
            assertThat(foreign).exists();
        }
    }
}
