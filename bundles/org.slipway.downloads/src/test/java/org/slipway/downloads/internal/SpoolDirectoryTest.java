package org.slipway.downloads.internal;

import static org.assertj.core.api.Assertions.assertThat;

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

    private static Done makeAndDelete(Path file, AtomicBoolean over) throws IOException {
        while (!over.get()) {
            Files.createFile(file);
            Files.delete(file);
        }
        return Done.DONE;
    }
}
