package org.slipway.downloads.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.async.Done;

class SpoolDirectoryTest {
    private static final int LOOKS = 2000;

    @TempDir
    Path root;

    @Test
    void files_that_others_make_and_delete_are_in_nobodys_way() throws Exception {
        SpoolDirectory directory = new SpoolDirectory(root.resolve("downloads"));
        directory.take("busy");
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService other = Executors.newSingleThreadExecutor();
        Future<Done> busy =
                other.submit(() -> makeAndDelete(directory.folder("busy").resolve("a.state"), over));
        try {
            for (int look = 0; look < LOOKS; look++) directory.deleteOld(Instant.EPOCH);
        } finally {
            over.set(true);
            other.shutdown();
        }
        assertThat(busy.get()).isEqualTo(Done.DONE);
        assertThat(directory.folder("busy")).exists();
    }

    /** The system takes all locks of a process on a file away when the process closes that file, however often it has it open. */
    @Test
    void a_folder_stays_locked_when_another_platform_of_this_process_asks_for_it() throws Exception {
        Path locks = Path.of("/proc/locks");
        assumeTrue(Files.isReadable(locks), "skipped: needs /proc/locks (Linux)");
        SpoolDirectory one = new SpoolDirectory(root.resolve("downloads"));
        SpoolDirectory other = new SpoolDirectory(root.resolve("downloads"));
        SpoolDirectory.Attempt taken = one.take("a");
        Object inode = Files.getAttribute(one.folder("a").resolve("lock"), "unix:ino");
        assertThat(locks).content().contains(":" + inode + " ");

        assertThat(other.take("a"))
                .isEqualTo(
                        new SpoolDirectory.Attempt.Held(ProcessHandle.current().pid()));
        other.deleteOld(Instant.now().plusSeconds(60));
        assertThat(locks).content().contains(":" + inode + " ");

        one.giveBack("a", (SpoolDirectory.Attempt.Taken) taken);
        assertThat(other.take("a")).isInstanceOf(SpoolDirectory.Attempt.Taken.class);
    }

    private static Done makeAndDelete(Path file, AtomicBoolean over) throws IOException {
        while (!over.get()) {
            Files.createFile(file);
            Files.delete(file);
        }
        return Done.DONE;
    }
}
