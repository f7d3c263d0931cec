package org.slipway.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slipway.api.store.Store;
import org.slipway.model.ManifestDigest;

class ArchiveIntakeTest {
    private static final ManifestDigest DIGEST =
            ManifestDigest.of("sha256new_" + "A".repeat(52)).orElseThrow();

    @TempDir
    Path directory;

    private long allowed;

    private Object draft(Object[] arguments) throws IOException {
        allowed = (long) arguments[1];
        throw new IOException("asked");
    }

    @Test
    void a_small_archive_cannot_fill_the_disk() throws Exception {
        Path archive = Files.write(directory.resolve("bomb.tgz"), new byte[50]);
        var part = new ArchiveIntake.Part(archive, Optional.empty(), Optional.empty());
        Store store = Partly.a(Store.class, Map.of("draft", this::draft));

        assertThatThrownBy(() -> new ArchiveIntake(store, new ArchiveTrees(store))
                        .store(DIGEST, List.of(part, part), new Task(new Console(System.out, System.err, false))))
                .hasMessage("asked");

        assertThat(allowed).isEqualTo((1L << 30) + 2 * 50 * 100);
    }
}
