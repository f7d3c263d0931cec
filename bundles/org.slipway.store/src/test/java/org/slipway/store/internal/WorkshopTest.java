package org.slipway.store.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkshopTest {
    private static final Instant NEXT_YEAR = Instant.now().plusSeconds(31_536_000);

    @TempDir
    Path temp;

    /** What the kernel says, as a process sees its own locks only. */
    private static boolean isLocked(Path file) throws IOException {
        String inode = Files.getAttribute(file, "unix:ino").toString();
        return Files.readAllLines(Path.of("/proc/locks")).stream().anyMatch(line -> line.contains(":" + inode + " "));
    }

    @Test
    void a_workshop_keeps_its_lock_when_its_store_is_tidied_by_another_spelling() throws Exception {
        Path store = Files.createDirectory(temp.resolve("store"));
        Path spelling = Files.createSymbolicLink(temp.resolve("link"), store);
        try (Workshop workshop = Workshop.open(spelling)) {
            assertThat(isLocked(workshop.resolve("lock"))).isTrue();
            Workshop.cleanUp(store, NEXT_YEAR);
            assertThat(isLocked(workshop.resolve("lock"))).isTrue();
        }
        assertThat(store).isEmptyDirectory();
    }
}
