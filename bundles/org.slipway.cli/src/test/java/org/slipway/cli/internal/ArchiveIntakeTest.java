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
import org.slipway.api.archive.ArchiveFormat;
import org.slipway.api.archive.TooLarge;
import org.slipway.api.store.Draft;
import org.slipway.api.store.Store;
import org.slipway.model.ManifestDigest;
import org.slipway.testkit.TestSettings;

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

    private final Store store = Partly.a(Store.class, Map.of("draft", this::draft));
    private final ArchiveTrees archives = new ArchiveTrees(store);
    private final TestSettings settings = new TestSettings();
    private final ArchiveIntake intake = new ArchiveIntake(store, archives, settings);
    private final Task task = new Task(new Console(System.out, System.err, false));

    private Path archive() throws IOException {
        return Files.write(directory.resolve("a.tgz"), new byte[50]);
    }

    @Test
    void a_small_archive_of_somebody_else_cannot_fill_the_disk() throws Exception {
        Path archive = archive();
        assertThatThrownBy(() -> intake.storeForeign(DIGEST, archive, task)).hasMessage("asked");
        assertThat(allowed).isEqualTo((1L << 30) + 50 * 100);
        settings.unpackRatio = 3;
        assertThatThrownBy(() -> intake.storeForeign(DIGEST, archive, task)).hasMessage("asked");
        assertThat(allowed).isEqualTo((1L << 30) + 50 * 3);
    }

    @Test
    void what_its_user_has_named_may_become_as_large_as_it_likes() throws Exception {
        var part = new ArchiveIntake.Part(archive(), Optional.empty(), Optional.empty());
        assertThatThrownBy(() -> intake.store(DIGEST, List.of(part), task)).hasMessage("asked");
        assertThat(allowed).isEqualTo(1L << 40);
    }

    @Test
    void one_that_is_refused_for_its_size_can_be_stored_nevertheless() throws Exception {
        Draft draft = Partly.a(Draft.class, Map.of("tree", arguments -> null, "close", arguments -> null));
        Store roomy = Partly.a(Store.class, Map.of("draft", arguments -> draft));
        ArchiveTrees full = new ArchiveTrees(roomy);
        ArchiveFormat format = (input, tree) -> {
            throw new TooLarge("'x' is refused");
        };
        full.add(format, Map.of(ArchiveFormat.MIME_TYPE, "application/x", ArchiveFormat.EXTENSION, ".tgz"));
        Path archive = archive();
        assertThatThrownBy(() -> new ArchiveIntake(roomy, full, settings).storeForeign(DIGEST, archive, task))
                .isInstanceOf(Complaint.class)
                .hasMessageContaining("'x' is refused; the setting unpack_ratio allows more\n")
                .hasMessageEndingWith("slipway store add " + DIGEST + " " + HandOver.quote(archive.toString()));
    }
}
